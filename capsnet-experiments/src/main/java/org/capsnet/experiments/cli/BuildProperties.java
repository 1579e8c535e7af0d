// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What the build noted.
 *
 * @param version of this program
 * @param commit of its source; empty if the build wasn't told
 * @param nd4j version of ND4J
 * @param archetype version of Maven's archetype plug-in
 */
record BuildProperties(String version, String commit, String nd4j, String archetype) {

    static BuildProperties read() {
        Properties build = new Properties();
        try (InputStream in = BuildProperties.class.getResourceAsStream("build.properties")) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BuildProperties(
                build.getProperty("version"),
                build.getProperty("commit"),
                build.getProperty("nd4j"),
                build.getProperty("archetype"));
    }
}
