// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import org.capsnet.datasets.DataSetCatalog;
import org.capsnet.datasets.DataSetFolders;
import org.capsnet.experiments.doctor.Doctor;
import org.capsnet.experiments.experiment.ExperimentReader;
import org.capsnet.experiments.forecast.MeasuredRunForecaster;
import org.capsnet.experiments.microscope.Microscope;
import org.capsnet.experiments.plan.RunForecaster;
import org.capsnet.experiments.plugins.PluginJars;
import org.capsnet.experiments.terminal.Terminal;
import org.capsnet.routing.spi.RoutingCatalog;

/** The commands and what they share. */
public final class CommandLineModule extends AbstractModule {

    private final Terminal terminal;
    private final ErrorReport errors;

    public CommandLineModule(Terminal terminal, ErrorReport errors) {
        this.terminal = terminal;
        this.errors = errors;
    }

    @Override
    protected void configure() {
        binder().requireExplicitBindings();
        binder().requireAtInjectOnConstructors();
        binder().disableCircularProxies();
        bind(Terminal.class).toInstance(terminal);
        bind(ErrorReport.class).toInstance(errors);
        bind(PluginJars.class).toInstance(PluginJars.ofProcess());
        bind(PluginReport.class);
        bind(CommandRunner.class);
        bind(CommandFactory.class);
        bind(CapsnetCommand.class);
        bind(VersionText.class);
        bind(RoutingSelection.class);
        bind(QuickstartCommand.class);
        bind(ForecastCommand.class);
        bind(RoutingsCommand.class);
        bind(RoutingsDescribeCommand.class);
        bind(RouteCommand.class);
        bind(PlanCommand.class);
        bind(DoctorCommand.class);
        bind(Doctor.class);
        bind(ExperimentReader.class);
        bind(RunForecaster.class).to(MeasuredRunForecaster.class);
        bind(BenchCommand.class);
        bind(BenchRoutingCommand.class);
        bind(BenchStepCommand.class);
        bind(NewRoutingCommand.class);
        bind(RunCommand.class);
        bind(StatusCommand.class);
        bind(ReportCommand.class);
        bind(LookCommand.class);
        bind(Microscope.class);
        bind(RerunCommand.class);
        bind(RunCellCommand.class);
        bind(DataCommand.class);
        bind(DataListCommand.class);
        bind(DataGetCommand.class);
        bind(DataVerifyCommand.class);
        bind(DataSetCatalog.class).toInstance(DataSetCatalog.bundled());
    }

    @Provides
    static DataSetFolders dataSetFolders() {
        return DataSetFolders.ofProcess();
    }

    @Provides
    @Singleton
    static RoutingCatalog routingCatalog() {
        // Whoever types a command has no class path.
        return RoutingCatalog.load().advising("give the folder of its jar with --plugins DIR or CAPSNET_PLUGINS=DIR");
    }
}
