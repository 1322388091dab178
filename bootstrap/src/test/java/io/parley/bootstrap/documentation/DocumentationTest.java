package io.parley.bootstrap.documentation;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the pages point at is there. */
class DocumentationTest {
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", "data", "build", "dist");
    private static final Pattern CODE_BLOCK = Pattern.compile("^(```|~~~).*?^\\1", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern INLINE_CODE = Pattern.compile("`[^`\n]*`");
    private static final Pattern LINK = Pattern.compile("\\]\\(\\s*<?([^)>\\s]+)>?[^)]*\\)|^\\[[^\\]]+\\]:\\s*(\\S+)", Pattern.MULTILINE);
    private static final Pattern ABSOLUTE = Pattern.compile("^([a-zA-Z][a-zA-Z+.-]*:|//).*");

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    static List<Arguments> pages() throws IOException {
        Path root = root();
        List<Path> pages = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_OURS.contains(folder.getFileName().toString()) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.getFileName().toString().endsWith(".md")) {
                    pages.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return pages.stream().<Arguments>map(page -> Arguments.argumentSet(root.relativize(page).toString(), page)).toList();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("pages")
    void everyRelativeLinkLeadsToAFile(Path page) throws IOException {
        assertThat(links(Files.readString(page))).as("links of " + page).allSatisfy(link -> assertThat(page.resolveSibling(link)).exists());
    }

    @Test
    void linksAreFoundInProseAndOnlyThere() {
        String text = """
                See [a](gone.md#there), ![b](<pictures/b%20c.png> "title"), [c](https://example.com/c.md), [d](#d) and `[e](e.md)`.

                ```
                [f](f.md)
                ```

                [g]: ../g.md
                """;
        assertThat(links(text)).containsExactly("gone.md", "pictures/b c.png", "../g.md");
    }

    private static Stream<String> links(String text) {
        String prose = INLINE_CODE.matcher(CODE_BLOCK.matcher(text).replaceAll("")).replaceAll("");
        return LINK.matcher(prose).results().map(link -> link.group(1) == null ? link.group(2) : link.group(1))
                .filter(link -> !ABSOLUTE.matcher(link).matches()).map(link -> link.replaceFirst("[#?].*", ""))
                .filter(link -> !link.isEmpty()).map(link -> URLDecoder.decode(link, StandardCharsets.UTF_8));
    }
}
