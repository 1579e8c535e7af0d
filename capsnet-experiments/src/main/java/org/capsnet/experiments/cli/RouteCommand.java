// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.capsnet.core.routing.Routing;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.files.AtomicFiles;
import org.capsnet.experiments.files.FileProblem;
import org.capsnet.experiments.files.NpyArray;
import org.capsnet.experiments.files.NpyFile;
import org.capsnet.experiments.files.OutputFolder;
import org.capsnet.experiments.terminal.Terminal;
import org.capsnet.routing.spi.RoutingCatalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code capsnet route}: holds a routing against another implementation, array by array. */
@Command(
        name = "route",
        header = {
            "Apply a routing to NumPy files, with gradients.",
            "",
            "Examples:",
            "  capsnet route --routing NAME --in arrays --out routed",
            "  capsnet route --routing NAME --set iterations=2 --in arrays --out routed",
            "",
        },
        synopsisHeading = "Usage: ",
        sortOptions = false,
        sortSynopsis = false,
        optionListHeading = "%n",
        footer = {
            "",
            "Reads from --in:   u.npy [B, I, d]     capsules of the layer below",
            "                   W.npy [I, J, d, D]  transformations; the votes are u[b, i] @ W[i, j]",
            "                   dv.npy [B, J, D]    gradient of the output; may be absent",
            "                   a.npy [B, I]        activations of the layer below; else the lengths of u",
            "                   da_out.npy [B, J]   gradient of the output's activations; may be absent",
            "                   p.NAME.npy          the routing's own parameter NAME; else it starts as in training",
            "Writes to --out:   v.npy [B, J, D]     capsules of the layer above",
            "                   a_out.npy [B, J]    their activations, if the routing has its own",
            "                   du.npy, dW.npy      gradients of u, W and, if given, a (da.npy), if dv.npy is there",
            "                   dp.NAME.npy         gradient of the routing's own parameter NAME, if it is trained",
            "",
            "All float32, or all float64. The options are those of the paper to the letter, unless --set changes",
            "them. They and the parameters are shown by: capsnet routings describe NAME",
        })
final class RouteCommand implements Callable<Integer> {

    @Option(names = "--routing", required = true, paramLabel = "NAME", description = "The routing.")
    private String name;

    @Option(
            names = "--set",
            paramLabel = "OPTION=VALUE",
            description = "Change an option of the routing; may be repeated.")
    private List<String> settings = List.of();

    @Option(names = "--in", required = true, paramLabel = "DIR", description = "Folder with u.npy, W.npy, dv.npy.")
    private Path in;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder for the results; made if absent.")
    private Path out;

    private final RoutingCatalog catalog;
    private final PluginReport pluginReport;
    private final Terminal terminal;

    @Inject
    RouteCommand(RoutingCatalog catalog, PluginReport pluginReport, Terminal terminal) {
        this.catalog = catalog;
        this.pluginReport = pluginReport;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        pluginReport.noteJars();
        Routing routing = catalog.createLiteral(name, OptionSetting.parse(settings));
        RouteInput input = RouteInput.read(in, routing);
        OutputFolder.requireWritable(out);
        terminal.note(("routing " + name + " " + RoutingCatalog.optionText(routing)).strip());
        Map<String, NpyArray> results = new RouteCalculation(routing, terminal).run(input);
        OutputFolder.create(out);
        write(results);
        removeStale(results.keySet(), input);
        results.forEach((array, values) -> terminal.out().println(file(array) + "  " + values));
        return 0;
    }

    private void write(Map<String, NpyArray> results) {
        Map<Path, AtomicFiles.Writer> writers = new LinkedHashMap<>();
        results.forEach((array, values) -> writers.put(file(array), temporary -> NpyFile.write(temporary, values)));
        try {
            AtomicFiles.replaceAll(writers);
        } catch (IOException e) {
            throw new UserError("Can't write to the folder " + out + ": " + FileProblem.of(e) + ".", e);
        }
    }

    /** What an earlier call has left would pass for a result of this one. */
    private void removeStale(Set<String> written, RouteInput input) {
        Stream<String> gradients =
                input.declared().stream().map(parameter -> "d" + RouteInput.parameterArray(parameter));
        Stream.concat(Stream.of("v", "a_out", "du", "dW", "da"), gradients)
                .filter(array -> !written.contains(array))
                .forEach(array -> {
                    try {
                        Files.deleteIfExists(file(array));
                    } catch (IOException e) {
                        throw new UserError("Can't remove the old " + file(array) + ": " + FileProblem.of(e) + ".", e);
                    }
                });
    }

    private Path file(String array) {
        return out.resolve(array + ".npy");
    }
}
