// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. ND4J's version was noted by the build, so that nothing of ND4J starts. */
final class VersionText implements IVersionProvider {

    @Inject
    VersionText() {}

    @Override
    public String[] getVersion() throws IOException {
        Properties build = new Properties();
        try (InputStream in = VersionText.class.getResourceAsStream("build.properties")) {
            build.load(in);
        }
        String commit = build.getProperty("commit");
        return new String[] {
            "capsnet " + build.getProperty("version") + (commit.isEmpty() ? "" : " (" + commit + ")"),
            "Java    " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
            "ND4J    " + build.getProperty("nd4j"),
        };
    }
}
