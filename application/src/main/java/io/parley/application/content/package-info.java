/**
 * What clients may say, as the policy of the channel has it: message interceptors that are shipped with the hub. A product team that wants others
 * leaves these switched off, and adds its own.
 */
@NullMarked
package io.parley.application.content;

import org.jspecify.annotations.NullMarked;
