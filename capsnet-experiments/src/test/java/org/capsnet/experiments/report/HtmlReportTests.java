// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.capsnet.experiments.training.RunProblem;
import org.capsnet.experiments.training.RunResult;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTests {

    private static final Set<String> ELEMENTS_THAT_LOAD = Set.of(
            "script", "link", "img", "image", "iframe", "object", "embed", "audio", "video", "source", "use", "base",
            "a");
    private static final Set<String> ATTRIBUTES_THAT_LOAD =
            Set.of("src", "srcset", "href", "xlink:href", "data", "action", "background", "poster", "style");

    @Test
    void refersToNothingOutside() throws Exception {
        String page = page(Samples.run("first"), Samples.diverged("second"));

        assertThat(page).doesNotContainIgnoringCase("http:", "https:", "//", "url(", "@import", "@font-face");
        for (Element element : elements(page)) {
            assertThat(ELEMENTS_THAT_LOAD).doesNotContain(element.getTagName());
            for (int k = 0; k < element.getAttributes().getLength(); k++) {
                String attribute = element.getAttributes().item(k).getNodeName();
                assertThat(ATTRIBUTES_THAT_LOAD).doesNotContain(attribute);
                assertThat(attribute).doesNotStartWith("on");
            }
        }
    }

    @Test
    void namesEveryIdentifierOnceAndRefersOnlyToThose() throws Exception {
        Set<String> identifiers = new HashSet<>();
        List<Element> elements = elements(page(Samples.run("first")));
        for (Element element : elements) {
            if (element.hasAttribute("id")) {
                assertThat(identifiers.add(element.getAttribute("id"))).isTrue();
            }
        }
        for (Element element : elements) {
            if (element.hasAttribute("aria-labelledby")) {
                assertThat(identifiers)
                        .contains(element.getAttribute("aria-labelledby").split(" "));
            }
        }
    }

    @Test
    void showsResultsAndHowTheyCameAbout() throws Exception {
        String text = text(page(Samples.run("first"), Samples.diverged("second")));

        assertThat(text)
                .contains("first", "iterations=3 bias=false", "80.4 %", "0.613", "1 min 02 s", "diverged at step 3")
                .contains("second diverged at step 3: The loss <isn't> finite.")
                .contains("capsnet quickstart", "2026-03-01 12:30:15 +01:00", "A processor, 2 cores, 2 ND4J threads")
                .contains("ab".repeat(32), "cd".repeat(32), "the jar", "capsnet 1; Java 17; ND4J 1");
    }

    @Test
    void namesTheGpuAndThenPromisesNoEqualFigures() throws Exception {
        String onGpu = text(HtmlReport.text("Title", Samples.onGpu("A GPU"), List.of(Samples.run("first"))));

        assertThat(onGpu).contains("Linux 6; computes on A GPU").doesNotContain("to the last digit");
        assertThat(text(page(Samples.run("first"))))
                .contains("to the last digit")
                .doesNotContain("computes on");
    }

    @Test
    void saysWhatIsMissingWhileRunsAreLeft() throws Exception {
        assertThat(text(page(Samples.run("first")))).contains("1 of 2 routings are done");
        assertThat(text(page(Samples.run("first"), Samples.run("second")))).doesNotContain("routings are done");
    }

    @Test
    void warnsWhereTheFiguresMeanNothing() throws Exception {
        String page = HtmlReport.text(
                "Title",
                Samples.provenance("capsnet quickstart --smoke", Optional.of("Smoke run: no results")),
                List.of(Samples.run("first")));

        assertThat(text(page)).contains("Smoke run: no results");
    }

    @Test
    void showsTextsAsTheyAre() throws Exception {
        String page = HtmlReport.text(
                "<Title> & more",
                Samples.provenance("capsnet quickstart --out '<script>alert(1)</script>%s'", Optional.empty()),
                List.of(Samples.run("a<b>&\"c\"")));

        assertThat(text(page))
                .contains("<Title> & more", "--out '<script>alert(1)</script>%s'", "a<b>&\"c\", epoch 1: 71.2 %");
    }

    @Test
    void drawsManyRoutingsAndOneThatDivergedAtOnce() throws Exception {
        RunResult[] runs = IntStream.range(0, 20)
                .mapToObj(k -> Samples.run("routing-" + k))
                .toArray(RunResult[]::new);
        RunResult empty = new RunResult(
                "none",
                "",
                1,
                1,
                List.of(),
                List.of(),
                List.of(),
                0.1,
                0.1,
                Optional.of(RunProblem.diverged(1, "At once.")));

        assertThat(text(page(runs))).contains("routing-19, epoch 2: 80.4 %");
        assertThat(page(empty)).contains("diverged at step 1").doesNotContain("NaN", "Infinity");
    }

    private static String page(RunResult... results) {
        return HtmlReport.text("Title", Samples.provenance(), List.of(results));
    }

    private static String text(String page) throws Exception {
        return parse(page).getDocumentElement().getTextContent();
    }

    private static List<Element> elements(String page) throws Exception {
        NodeList nodes = parse(page).getElementsByTagName("*");
        return IntStream.range(0, nodes.getLength())
                .mapToObj(k -> (Element) nodes.item(k))
                .toList();
    }

    private static Document parse(String page) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(page)));
    }
}
