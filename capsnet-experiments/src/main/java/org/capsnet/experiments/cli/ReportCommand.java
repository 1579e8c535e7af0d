// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.comparison.Comparison;
import org.capsnet.experiments.comparison.ComparisonFiles;
import org.capsnet.experiments.comparison.ComparisonJson;
import org.capsnet.experiments.comparison.ComparisonReport;
import org.capsnet.experiments.document.Document;
import org.capsnet.experiments.document.TextDocument;
import org.capsnet.experiments.experiment.Experiment;
import org.capsnet.experiments.experiment.ExperimentReader;
import org.capsnet.experiments.runner.ExperimentResult;
import org.capsnet.experiments.runner.ExperimentRunner;
import org.capsnet.experiments.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code capsnet report}: results beside the published ones. */
@Command(
        name = "report",
        header = {
            "Show results of experiments beside the published ones, as a page, Markdown, LaTeX and figures.",
            "",
            "Examples:",
            "  capsnet report results/table2                 also while its runs go on",
            "  capsnet report results/table2 results/figure3 --out paper",
            "  capsnet report results/table2 --json | jq '.experiments[].order'",
            "",
        },
        synopsisHeading = "Usage: ",
        sortOptions = false,
        sortSynopsis = false,
        parameterListHeading = "%n",
        optionListHeading = "%n",
        footer = {
            "",
            "What is published stands in the experiment file, under report: see docs/experiments.md.",
            "Exit: 0, or 2 if a DIR holds no results or something can't be read or written.",
        })
final class ReportCommand implements Callable<Integer> {

    private static final int DONE = 0;

    @Parameters(
            paramLabel = "DIR",
            arity = "1..*",
            description = "Folders of results, the --out of capsnet run; a section for each.")
    private List<Path> folders;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the report; made if absent. Default: report in the folder of results, or here if"
                    + " there are several.")
    private Path out;

    @Option(
            names = "--experiment",
            paramLabel = "FILE",
            description =
                    "An experiment file to compare with, in place of the copy in the folder of results of that name;"
                            + " may be repeated.")
    private List<Path> files = List.of();

    @Option(names = "--json", description = "Print the comparison as JSON instead of tables.")
    private boolean json;

    private final Provider<ExperimentReader> reader;
    private final Terminal terminal;

    @Inject
    ReportCommand(Provider<ExperimentReader> reader, Terminal terminal) {
        this.reader = reader;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<ExperimentResult> results =
                folders.stream().map(ExperimentRunner::status).toList();
        Map<String, Experiment> given = given(results);
        List<Comparison> comparisons = new ArrayList<>();
        for (ExperimentResult result : results) {
            Experiment file = given.containsKey(result.name()) ? given.get(result.name()) : read(result.file());
            comparisons.add(Comparison.of(result, file));
        }
        Document document = ComparisonReport.document(comparisons);
        Path folder = out != null ? out : folders.size() == 1 ? folders.get(0).resolve("report") : Path.of("report");
        ComparisonFiles.write(folder, document);
        terminal.out().print(json ? ComparisonJson.text(comparisons) : TextDocument.text(document));
        terminal.out().flush();
        results.stream()
                .filter(result -> !given.containsKey(result.name()))
                .flatMap(result -> result.changedFile().stream())
                .forEach(file -> terminal.note(file + " has changed since; --experiment "
                        + ShellWord.quoted(file.toString()) + " uses its report section."));
        terminal.note("Next: open " + folder.resolve(ComparisonFiles.PAGE)
                + " in a browser; report.md, report.tex and figures beside it are for documents.");
        return DONE;
    }

    private Experiment read(Path file) {
        return reader.get().read(file, Optional.empty(), List.of());
    }

    private Map<String, Experiment> given(List<ExperimentResult> results) {
        Map<String, Experiment> given = new LinkedHashMap<>();
        List<String> names = results.stream().map(ExperimentResult::name).toList();
        for (Path file : files) {
            Experiment experiment = read(file);
            if (!names.contains(experiment.name())) {
                throw new UserError(file + " is the experiment " + experiment.name() + ", but the results are of "
                        + String.join(", ", names) + ".");
            }
            given.put(experiment.name(), experiment);
        }
        return given;
    }
}
