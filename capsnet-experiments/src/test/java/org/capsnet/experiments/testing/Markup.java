// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What is said of pages and pictures: all parse them as XML, so a mark that isn't closed fails every test. */
public final class Markup {

    private static final Set<String> ELEMENTS_THAT_LOAD = Set.of(
            "script", "link", "img", "image", "iframe", "object", "embed", "audio", "video", "source", "use", "base",
            "a");
    private static final Set<String> ATTRIBUTES_THAT_LOAD =
            Set.of("src", "srcset", "href", "xlink:href", "data", "action", "background", "poster", "style");

    private Markup() {}

    /** A browser needs nothing but the page. */
    public static void assertThatNothingIsLoaded(String page) throws Exception {
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

    /** Every identifier is there once, and labels refer to those that are there. */
    public static void assertThatIdentifiersFit(String page) throws Exception {
        Set<String> identifiers = new HashSet<>();
        List<Element> elements = elements(page);
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

    /** All text that a reader sees. */
    public static String text(String page) throws Exception {
        return parse(page).getDocumentElement().getTextContent();
    }

    /** All elements in order. */
    public static List<Element> elements(String page) throws Exception {
        NodeList nodes = parse(page).getElementsByTagName("*");
        return IntStream.range(0, nodes.getLength())
                .mapToObj(k -> (Element) nodes.item(k))
                .toList();
    }

    private static Document parse(String page) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(page)));
    }
}
