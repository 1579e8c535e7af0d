// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a run came about, as its folder tells. What an older program didn't note is empty.
 *
 * @param sessions the processes that had a part in it, in order; at least one
 * @param images each part of the data, in the order of training, validation and test
 * @param environment the facts around it, by name
 * @param jars the SHA-256 of what was on the class path of its last process, by file name
 * @param deterministic whether equal runs give equal results there, if that is known
 * @param reason why so
 */
public record RunOrigin(
        List<Session> sessions,
        List<Images> images,
        Map<String, String> environment,
        Map<String, String> jars,
        Optional<Boolean> deterministic,
        String reason) {

    /** The fact that names the graphics processors, where they did the work; older programs didn't note them. */
    public static final String GPUS = "gpus";

    /** Keeps copies. */
    public RunOrigin {
        sessions = List.copyOf(sessions);
        images = List.copyOf(images);
        environment = Map.copyOf(environment);
        jars = Map.copyOf(jars);
    }

    /** {@return the process that had the last part in it} */
    public Session lastSession() {
        return sessions.get(sessions.size() - 1);
    }

    /**
     * A process that began the run or went on with it.
     *
     * @param started when, in ISO 8601
     * @param fromStep how many steps were done before
     * @param command as it was typed
     * @param commit of the program's source, if that is a git checkout
     * @param changes the file beside the run that tells how the source differed from its commit; empty if it didn't
     */
    public record Session(
            String started, int fromStep, String command, Optional<String> commit, Optional<String> changes) {}

    /**
     * A part of the data.
     *
     * @param part {@code train}, {@code validation} or {@code test}
     * @param set its name
     * @param count the number of images
     * @param sha256 of images and labels
     */
    public record Images(String part, String set, int count, String sha256) {}
}
