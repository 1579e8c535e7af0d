// SPDX-License-Identifier: Apache-2.0
package org.capsnet.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** {@code capsnet look} on runs of a few steps: what is on the page is what was measured, and mistakes are told of. */
@Tag("slow")
class LookTests {

    @TempDir
    private static Path folder;

    @BeforeAll
    static void train() throws Exception {
        Files.writeString(folder.resolve("small.yaml"), """
                data: {training-images: 96, test-images: 8}
                network: {convolution-maps: 4, primary-types: 2}
                training: {batch-size: 32}
                cells:
                  - {name: drawing, routing: dynamic, network.reconstruction: true}
                  - {name: matrices, routing: em}
                  - {name: largest, routing: max}
                  - name: deep
                    routing: {name: dynamic, couplings: one}
                    network.stages: [{capsules: 6, dimensions: 8}, {capsules: 10, dimensions: 8}]
                  - name: aided
                    routing: {name: adaptive-lambda, lambda: 2}
                    network.layer-norm: true
                    network.skip: true
                    network.stages: [&six {capsules: 6, dimensions: 8}, *six, {capsules: 10, dimensions: 8}]
                """);
        Program.capsnet(folder, List.of(), "run", "small.yaml", "--out", "results");
    }

    @Test
    void aDrawingNetworkShowsTheDecisionItsPlacesVotesCouplingsAndPose() throws Exception {
        Path run = run("drawing");
        String printed = look(0, run.toString(), "--image", "3");

        assertThat(printed)
                .contains("Image 3 is taken for ")
                .contains("Trouser")
                .contains("look-3.html");
        Document page = page(run.resolve("look-3.html"));
        String text = page.getDocumentElement().getTextContent();
        assertThat(text)
                .contains("Where in the image it comes from", "Which capsules sent it")
                .contains("Iteration 1", "Iteration 2", "Iteration 3", "dashed is 1/10")
                .contains("(cosine 1.000), so nothing is missing")
                .contains("Layer primary, 72 capsules of dimension 8")
                .contains("What the pose holds", "−0.25", "+0.25");
        assertThat(count(page, "circle")).as("votes").isEqualTo(72);
        assertThat(count(page, "img"))
                .as("16 dimensions by 11 moves, 10 patches")
                .isEqualTo(16 * 11 + 10);
        assertThat(count(page, "rect")).isGreaterThan(3 * 36);
    }

    @Test
    void jsonHasTheFiguresAndTheyFit() throws Exception {
        String printed = look(
                0,
                "results",
                "--run",
                run("deep").getFileName().toString().substring(0, 6),
                "--image",
                "0",
                "--json",
                "--out",
                "deep.html");
        JsonNode look = json(printed);

        assertThat(look.get("activations")).hasSize(10);
        assertThat(look.get("couplings"))
                .hasSize(3)
                .allSatisfy(row -> assertThat(row).hasSize(6));
        assertThat(look.get("layers").findValuesAsText("name")).containsExactly("primary", "stage-1", "stage-2");
        assertThat(look.get("contributions").findValuesAsText("layer")).containsExactly("stage-1", "primary");
        assertThat(squashed(look.get("evidence").get("winner").asDouble()))
                .as("couplings sum to one, so contributions add up to the length before squash")
                .isCloseTo(winnersLength(look), within(1e-5));
        assertThat(look.has("squared_error")).isFalse();
        assertThat(page(folder.resolve("deep.html")).getDocumentElement().getTextContent())
                .contains("network.reconstruction: true", "passes what it contributed on");
    }

    /** Votes are those of what a layer gets, which isn't what the capsules below are. */
    @Test
    void normsAndSkipsAreSeenThrough() throws Exception {
        String printed = look(0, run("aided").toString(), "--image", "2", "--json");
        JsonNode look = json(printed);

        assertThat(squashed(2 * look.get("evidence").get("winner").asDouble()))
                .as("lambda times the sum of the votes is the length before squash")
                .isCloseTo(winnersLength(look), within(1e-5));
        assertThat(look.get("evidence").get("alignment").asDouble()).isCloseTo(1, within(1e-5));
        assertThat(look.get("contributions").findValuesAsText("layer"))
                .containsExactly("stage-2", "stage-1", "primary");
        assertThat(page(run("aided").resolve("look-2.html"))
                        .getDocumentElement()
                        .getTextContent())
                .containsOnlyOnce("Half of each capsule above is the capsule of the same number here");
    }

    private static JsonNode json(String printed) throws Exception {
        return new ObjectMapper().readTree(printed.substring(printed.indexOf('{'), printed.lastIndexOf('}') + 1));
    }

    private static double winnersLength(JsonNode look) {
        return look.get("activations").get(look.get("winner").asText()).asDouble();
    }

    private static double squashed(double length) {
        return length * length / (1 + length * length);
    }

    @Test
    void aRoutingThatWeighsVotesOtherwiseOrHasNoCouplingsSaysSo() throws Exception {
        look(0, run("largest").toString(), "--image", "1");
        assertThat(page(run("largest").resolve("look-1.html"))
                        .getDocumentElement()
                        .getTextContent())
                .contains("This routing has no couplings", "the account is a rough one");
        look(0, run("matrices").toString(), "--image", "7");
        assertThat(page(run("matrices").resolve("look-7.html"))
                        .getDocumentElement()
                        .getTextContent())
                .contains("The activation of each class capsule", "Couplings to ");
    }

    @Test
    void mistakesAreToldOfAndNothingIsWritten() throws Exception {
        assertThat(look(2, "results", "--image", "3"))
                .contains("has 5 runs that are done. Choose one with --run ID", "(deep seed 1, done)");
        assertThat(look(2, "results", "--image", "3", "--run", "zz")).contains("No run in results has an id");
        assertThat(look(2, "nowhere", "--image", "3")).contains("There is no folder nowhere");
        assertThat(look(2, ".", "--image", "3")).contains("neither the folder of a run nor one of results");
        String run = run("largest").toString();
        assertThat(look(2, run, "--image", "8", "--out", "none.html")).contains("--image must be 0 to 7");
        assertThat(look(2, run, "--image", "-1", "--out", "none.html")).contains("--image must be 0 to 7");
        assertThat(folder.resolve("none.html")).doesNotExist();
        Files.writeString(folder.resolve("mine.html"), "mine");
        assertThat(look(2, run, "--image", "0", "--out", "mine.html")).contains("mine.html would be replaced");
        assertThat(folder.resolve("mine.html")).hasContent("mine");
    }

    private static String look(int exitCode, String... arguments) throws Exception {
        return Program.capsnet(
                exitCode,
                folder,
                List.of(),
                Stream.concat(Stream.of("look"), Stream.of(arguments)).toArray(String[]::new));
    }

    private static Path run(String name) throws Exception {
        try (Stream<Path> runs = Files.list(folder.resolve("results/runs"))) {
            for (Path run : runs.toList()) {
                if (Files.readString(run.resolve("configuration.yaml")).contains("name: \"" + name + "\"")) {
                    return run;
                }
            }
        }
        throw new IllegalStateException("no run " + name);
    }

    /** A page that isn't well formed, or that would load something, fails. */
    private static Document page(Path file) throws Exception {
        String text = Files.readString(file);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        Document page = factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
        assertThat(text).doesNotContain("http:", "https:", "<script", "url(");
        for (String element : List.of("img", "image")) {
            NodeList pictures = page.getElementsByTagName(element);
            for (int k = 0; k < pictures.getLength(); k++) {
                String address = pictures.item(k)
                        .getAttributes()
                        .getNamedItem(element.equals("img") ? "src" : "href")
                        .getNodeValue();
                assertThat(address).startsWith("data:image/png;base64,");
            }
        }
        return page;
    }

    private static int count(Document page, String element) {
        return page.getElementsByTagName(element).getLength();
    }
}
