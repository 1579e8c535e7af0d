// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.capsnet.experiments.chart.LineChart.Line;
import org.capsnet.experiments.chart.LineChart.Point;
import org.capsnet.experiments.chart.LineChart.Style;
import org.capsnet.experiments.chart.PanelChart.Band;
import org.capsnet.experiments.chart.PanelChart.Panel;
import org.capsnet.experiments.chart.PanelChart.Range;
import org.capsnet.experiments.testing.Markup;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class ChartsTests {

    @Test
    void panelsHaveOneScale() throws Exception {
        List<Element> bands = ofClass(panels(), "band c0");

        assertThat(bands).hasSize(2);
        // The first panel is ten times as high as the second, whatever the scale.
        assertThat(height(bands.get(0))).isCloseTo(10 * height(bands.get(1)), within(1.5));
    }

    @Test
    void panelsAreNamedAndTheirLinesExplained() throws Exception {
        assertThat(Markup.text(panels())).contains("first <&>", "second", "a line", "another", "Step", "Gradient");
        assertThat(ofClass(panels(), "rule")).hasSize(1);
    }

    @Test
    void aLineIsKnownByItsMarkTooWhereColoursCantBeSeen() throws Exception {
        List<Point> points =
                Stream.of(1.0, 2.0, 3.0).map(x -> new Point(x, 0, "")).toList();
        String svg = new PanelChart(
                        "id",
                        "title",
                        "",
                        "x",
                        "y",
                        Ticks.counting(1, 3, 3),
                        Ticks.around(0, 1, 3),
                        List.of(),
                        List.of(Panel.of(
                                "", List.of(new Line(0, Style.PLAIN, points), new Line(1, Style.PLAIN, points)))))
                .svg();

        assertThat(shape(ofClass(svg, "point c0").get(0)))
                .isNotEqualTo(shape(ofClass(svg, "point c1").get(0)));
    }

    @Test
    void dotsShowBothValuesAndWhyOneIsMissing() throws Exception {
        String svg = new DotChart(
                        "id",
                        "title",
                        "description",
                        List.of("Theirs", "Ours"),
                        "Accuracy (%)",
                        List.of(
                                new DotChart.Row("a", OptionalDouble.of(90), OptionalDouble.of(80), 1, ""),
                                new DotChart.Row("b", OptionalDouble.empty(), OptionalDouble.of(82), 0, ""),
                                new DotChart.Row("c", OptionalDouble.of(91), OptionalDouble.empty(), 0, "diverged")))
                .svg();

        assertThat(Markup.text(svg))
                .contains("Theirs", "Ours", "a: 90.00", "a: 80.00", "b: 82.00", "c: 91.00", "diverged");
        assertThat(ofClass(svg, "point c0")).hasSize(2);
        assertThat(ofClass(svg, "point c1")).hasSize(2);
        assertThat(ofClass(svg, "line c1")).as("error bars").hasSize(1);
    }

    @Test
    void aFileOfItsOwnHasColoursTitleAndSize() throws Exception {
        String file = Svg.document(panels());

        assertThat(file).startsWith(Svg.SIGNATURE).contains("xmlns=\"http://www.w3.org/2000/svg\"", "stroke: #0072b2");
        assertThat(file).doesNotContain("var(", "null");
        Element root = Markup.elements(file).get(0);
        assertThat(root.getAttribute("width")).isEqualTo("760");
        assertThat(root.getAttribute("aria-labelledby")).isEqualTo("id-title id-description");
        assertThat(Markup.elements(file)).extracting(Element::getTagName).contains("title", "desc", "style");
    }

    private static String panels() {
        List<Range> large = List.of(new Range(1, -1, 1), new Range(2, -0.5, 0.5));
        List<Range> small = List.of(new Range(1, -0.1, 0.1), new Range(2, -0.05, 0.05));
        return new PanelChart(
                        "id",
                        "A title",
                        "A description",
                        "Step",
                        "Gradient",
                        Ticks.counting(1, 2, 2),
                        Ticks.around(-1, 1, 4),
                        List.of("a line", "another"),
                        List.of(
                                new Panel("first <&>", List.of(new Band(0, large)), List.of(), OptionalDouble.empty()),
                                new Panel("second", List.of(new Band(0, small)), List.of(), OptionalDouble.of(0.5))))
                .svg();
    }

    private static List<Element> ofClass(String svg, String style) throws Exception {
        return Markup.elements(svg).stream()
                .filter(element -> element.getAttribute("class").equals(style))
                .toList();
    }

    private static double height(Element path) {
        double[] heights = Stream.of(
                        path.getAttribute("d").replaceAll("[Mz]", "").split("L"))
                .mapToDouble(corner -> Double.parseDouble(corner.split(" ")[1]))
                .sorted()
                .toArray();
        return heights[heights.length - 1] - heights[0];
    }

    private static String shape(Element mark) {
        return mark.getAttribute("d").replaceFirst("M[-0-9.]+ [-0-9.]+", "");
    }
}
