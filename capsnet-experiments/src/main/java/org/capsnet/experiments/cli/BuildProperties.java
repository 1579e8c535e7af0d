// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What the build noted, and the launcher of it.
 *
 * @param version of this program
 * @param commit of its source; empty if the launcher didn't build it
 * @param nd4j version of ND4J
 * @param archetype version of Maven's archetype plug-in
 */
record BuildProperties(String version, String commit, String nd4j, String archetype) {

    /** Not in the jar, so that it is the same to the last bit whoever builds it. */
    private static final String COMMIT = "capsnet.commit";

    static BuildProperties read() {
        Properties build = new Properties();
        try (InputStream in = BuildProperties.class.getResourceAsStream("build.properties")) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BuildProperties(
                build.getProperty("version"),
                System.getProperty(COMMIT, ""),
                build.getProperty("nd4j"),
                build.getProperty("archetype"));
    }
}
