// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.files.FileProblem;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads YAML 1.2. Values stay as they were typed; keys that come twice are a problem. */
public final class YamlReader {

    private static final int MOST_BYTES = 3 << 20;
    private static final int DEEPEST = 20;
    private static final int MOST_VALUES = 100_000;
    private static final Pattern INDENTING_TAB = Pattern.compile("^ *\t");
    private static final Pattern LINE_END = Pattern.compile("\r\n|\n|\r");

    private final String source;
    private final boolean lines;
    private final Problems problems;
    private int values;

    private YamlReader(String source, boolean lines, Problems problems) {
        this.source = source;
        this.lines = lines;
        this.problems = problems;
    }

    /**
     * Reads a file. What isn't YAML is a problem and leaves nothing.
     *
     * @throws UserError if it isn't there or can't be read, isn't UTF-8 or is larger than 3 MiB
     */
    public static Optional<YamlValue> file(Path file, Problems problems) {
        return new YamlReader(file.toString(), true, problems).read(content(file));
    }

    /**
     * Reads a text that didn't come from a file.
     *
     * @param source what to call it in problems
     */
    public static Optional<YamlValue> text(String source, String text, Problems problems) {
        return new YamlReader(source, false, problems).read(text);
    }

    private static String content(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new UserError("Can't read " + file + ": it is larger than 3 MiB, so it is no experiment file.");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UserError("Can't read " + file + ": it isn't text in UTF-8, so it is no experiment file.", e);
        } catch (IOException e) {
            String reason = Files.isDirectory(file) ? "it is a folder" : FileProblem.of(e);
            throw new UserError("Can't read " + file + ": " + reason + ".", e);
        }
    }

    private Optional<YamlValue> read(String text) {
        try {
            LoadSettings settings =
                    LoadSettings.builder().setCodePointLimit(MOST_BYTES).build();
            Iterator<Node> documents =
                    new Compose(settings).composeAllFromString(text).iterator();
            if (!documents.hasNext()) {
                return Optional.empty();
            }
            Optional<YamlValue> value = Optional.of(value(documents.next(), 0));
            if (documents.hasNext()) {
                problems.add(
                        place(documents.next().getStartMark()),
                        "a second document begins before this; a file holds one, so remove the line ---");
            }
            return value;
        } catch (YamlEngineException e) {
            malformed(text, e);
            return Optional.empty();
        }
    }

    private void malformed(String text, YamlEngineException e) {
        boolean tabs = false;
        String[] all = LINE_END.split(text);
        for (int k = 0; k < all.length; k++) {
            Matcher tab = INDENTING_TAB.matcher(all[k]);
            if (tab.find()) {
                tabs = true;
                problems.add(place(k + 1, tab.end()), "a tab character; use blanks for indentation");
            }
        }
        if (tabs) {
            return;
        }
        if (e instanceof MarkedYamlEngineException marked) {
            Optional<Mark> mark = marked.getProblemMark().or(marked::getContextMark);
            String context = marked.getContext() == null ? "" : marked.getContext() + " ";
            problems.add(place(mark), "this isn't YAML: " + context + marked.getProblem());
        } else {
            problems.add(Place.of(source), "this isn't YAML: " + e.getMessage());
        }
    }

    private YamlValue value(Node node, int depth) {
        Place place = place(node.getStartMark());
        // Aliases let a short file stand for more values than a machine can hold.
        if (depth > DEEPEST || ++values > MOST_VALUES) {
            problems.add(Place.of(source), "there are too many values, or they are nested too deeply");
            return new YamlValue.Scalar(place, "", false);
        }
        if (node instanceof ScalarNode scalar) {
            return new YamlValue.Scalar(place, scalar.getValue(), !scalar.isPlain());
        }
        if (node instanceof SequenceNode sequence) {
            List<YamlValue> values = new ArrayList<>();
            for (Node element : sequence.getValue()) {
                values.add(value(element, depth + 1));
            }
            return new YamlValue.Sequence(place, values);
        }
        return mapping((MappingNode) node, place, depth);
    }

    private YamlValue mapping(MappingNode node, Place place, int depth) {
        Map<String, YamlValue.Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Place keyPlace = place(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(keyPlace, "a key must be a word, but is a list or a map");
                continue;
            }
            YamlValue.Entry entry =
                    new YamlValue.Entry(keyPlace, key.getValue(), value(tuple.getValueNode(), depth + 1));
            YamlValue.Entry first = entries.putIfAbsent(entry.key(), entry);
            if (first != null) {
                problems.add(
                        keyPlace,
                        "duplicate key \"" + entry.key() + "\" (first at line "
                                + first.place().line() + ")");
            }
        }
        return new YamlValue.Mapping(place, List.copyOf(entries.values()));
    }

    private Place place(Optional<Mark> mark) {
        return mark.map(m -> place(m.getLine() + 1, m.getColumn() + 1)).orElseGet(() -> Place.of(source));
    }

    private Place place(int line, int column) {
        return lines ? new Place(source, line, column) : Place.of(source);
    }
}
