package io.parley.bootstrap.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The code in the pages is code that is compiled and tested. */
class WorkedExampleTest {
    @Test
    void theExampleOfExtendingIsTheOneThatIsPlayedInTests() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/parley/bootstrap/extension/dice/DiceTable.java"));
        String example = source.substring(source.indexOf("@Order("));
        assertThat(Files.readString(Path.of("../docs/extending.md"))).contains("```java\n" + example + "```\n");
    }
}
