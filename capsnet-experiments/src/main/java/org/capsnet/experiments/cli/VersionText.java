// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. ND4J's version was noted by the build, so that nothing of ND4J starts. */
final class VersionText implements IVersionProvider {

    @Inject
    VersionText() {}

    @Override
    public String[] getVersion() {
        BuildProperties build = BuildProperties.read();
        String commit = build.commit();
        return new String[] {
            "capsnet " + build.version() + (commit.isEmpty() ? "" : " (" + commit + ")"),
            "Java    " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
            "ND4J    " + build.nd4j(),
        };
    }

    /** The same for a report: names and versions, one a line, with single blanks. */
    List<String> lines() {
        return Stream.of(getVersion()).map(line -> line.replaceAll(" +", " ")).toList();
    }
}
