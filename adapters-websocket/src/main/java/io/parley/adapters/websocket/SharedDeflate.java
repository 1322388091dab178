package io.parley.adapters.websocket;

import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.ExtensionConfig;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.eclipse.jetty.websocket.core.internal.PerMessageDeflateExtension;

/**
 * {@code permessage-deflate} (RFC 7692) without memory of earlier messages on either side: so a message that is compressed once serves all who receive
 * it, and an idle connection keeps no window. What goes out is compressed before it comes here, by {@link DeflatedFrames}, or not at all.
 *
 * <p>A client may ask for a smaller window: there what is larger than the window goes out as it is, so that nothing ever refers further back.
 */
public final class SharedDeflate extends PerMessageDeflateExtension {
    static final String NAME = "permessage-deflate";

    private static final String WINDOW = "server_max_window_bits";
    private static final int MOST_BITS = 15;
    private static final int LEAST_BITS = 8;

    private int windowBits = MOST_BITS;
    private boolean controlFrame;

    /** How large a payload may be that is compressed for that connection; 0: it takes nothing compressed. */
    static int most(CoreSession session) {
        return session instanceof WebSocketCoreSession core && core.getExtensionStack().getRsv1User() instanceof SharedDeflate deflate
                ? deflate.most()
                : 0;
    }

    private int most() {
        return windowBits == MOST_BITS ? Integer.MAX_VALUE : 1 << windowBits;
    }

    @Override
    public void init(ExtensionConfig offer, WebSocketComponents components) {
        ExtensionConfig asked = new ExtensionConfig(offer);
        asked.setParameter("server_no_context_takeover");
        asked.setParameter("client_no_context_takeover");
        super.init(asked, components);
        if (offer.getParameterKeys().contains(WINDOW)) {
            windowBits = offer.getParameter(WINDOW, 0);
            if (windowBits < LEAST_BITS || windowBits > MOST_BITS) {
                throw new IllegalArgumentException(WINDOW + " is a number from 8 to 15");
            }
            getConfig().setParameter(WINDOW, windowBits);
        }
    }

    @Override
    public void sendFrame(OutgoingEntry entry) {
        nextOutgoingFrame(entry);
    }

    /** A ping between two parts of a message does not end the message. */
    @Override
    protected void nextIncomingFrame(Frame frame, Callback callback) {
        controlFrame = frame.isControlFrame();
        super.nextIncomingFrame(frame, callback);
    }

    @Override
    public void releaseInflater() {
        if (!controlFrame) {
            super.releaseInflater();
        }
        controlFrame = false;
    }
}
