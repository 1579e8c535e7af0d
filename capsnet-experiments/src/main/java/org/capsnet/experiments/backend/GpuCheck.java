// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.backend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks for what ND4J's CUDA backend needs, without the backend: it reads the loader's cache and asks {@code nvidia-smi}.
 * The launcher runs this file as source before it downloads the backend, so the file needs nothing but the JDK.
 *
 * @param platform operating system and architecture, as Java calls them
 * @param loaderCache the file that lists the libraries the loader knows
 * @param folders where the loader looks besides
 * @param nvidiaSmi the program that comes with the driver
 */
record GpuCheck(String platform, Path loaderCache, List<Path> folders, String nvidiaSmi) {

    /** The backend that brings CUDA's libraries along. */
    static final String REDIST = "cuda-redist";

    static final String DRIVER = "libcuda.so.1";

    private static final String SUPPORTED_PLATFORM = "Linux amd64";

    private static final List<String> CUDA_LIBRARIES =
            List.of("libcudart.so.11.0", "libcublas.so.11", "libcublasLt.so.11", "libcusolver.so.11");

    private static final int USER_CAN_PUT_RIGHT = 2;
    private static final int NO_DEVICES = 6;
    private static final int TIMEOUT_SECONDS = 60;

    /**
     * A graphics processor.
     *
     * @param name the model
     * @param major of its compute capability
     * @param minor of its compute capability
     */
    record Gpu(String name, int major, int minor) {

        private static final Pattern CSV = Pattern.compile("(.+), (\\d+)\\.(\\d+)");

        /** What is wrong with it. The binaries are for 3.7 to 8.6 and run on later minor versions, but hold no PTX. */
        Optional<String> problem() {
            return major == 3 && minor >= 7 || major >= 5 && major <= 8
                    ? Optional.empty()
                    : Optional.of("the " + name + " has compute capability " + major + "." + minor
                            + ", but ND4J's CUDA code is for 3.7 to 8.9 (Kepler to Ada).");
        }
    }

    /** Looks at this machine; says what is missing in one line and exits with 2. */
    public static void main(String[] arguments) {
        String backend = arguments[0];
        ofThisMachine().problem(backend).ifPresent(problem -> {
            System.err.println("capsnet: " + message(backend, problem));
            System.exit(USER_CAN_PUT_RIGHT);
        });
    }

    static GpuCheck ofThisMachine() {
        Stream<String> folders = Stream.concat(
                Stream.of(Optional.ofNullable(System.getenv("LD_LIBRARY_PATH"))
                        .orElse("")
                        .split(":")),
                Stream.of("/lib64", "/usr/lib64", "/usr/lib/x86_64-linux-gnu", "/usr/local/cuda-11.6/lib64"));
        return new GpuCheck(
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Path.of("/etc/ld.so.cache"),
                folders.filter(folder -> !folder.isEmpty()).map(Path::of).toList(),
                "nvidia-smi");
    }

    /** The whole line for a problem. */
    static String message(String backend, String problem) {
        return "--backend " + backend + " can't be used: " + problem + " Without --backend, the CPU does the work.";
    }

    static String noDriver() {
        return "there is no NVIDIA driver (" + DRIVER
                + " is missing). Install one, 450.80 or later; a container must be"
                + " given the GPU, as docker run --gpus all does.";
    }

    static String noGpu(Map<String, String> environment) {
        String visible = environment.get("CUDA_VISIBLE_DEVICES");
        return "the NVIDIA driver shows no GPU"
                + (visible == null ? "." : "; CUDA_VISIBLE_DEVICES is \"" + visible + "\".")
                + " Look at what nvidia-smi lists.";
    }

    static String noCuda(List<String> libraries) {
        return "CUDA 11.6 isn't here (missing: " + String.join(", ", libraries)
                + "). Install it and let LD_LIBRARY_PATH name its folder, or take --backend " + REDIST
                + ", which downloads it (1.8 GB).";
    }

    /** What is missing and what to do, in sentences; empty if nothing is, as far as can be seen from here. */
    Optional<String> problem(String backend) {
        if (!platform.equals(SUPPORTED_PLATFORM)) {
            return Optional.of("it has code for " + SUPPORTED_PLATFORM + " only, and this is " + platform + ".");
        }
        if (!isInstalled(DRIVER)) {
            return Optional.of(noDriver());
        }
        List<String> missing = backend.equals(REDIST)
                ? List.of()
                : CUDA_LIBRARIES.stream()
                        .filter(library -> !isInstalled(library))
                        .toList();
        return deviceProblem().or(() -> missing.isEmpty() ? Optional.empty() : Optional.of(noCuda(missing)));
    }

    private boolean isInstalled(String library) {
        try {
            return folders.stream().anyMatch(folder -> Files.exists(folder.resolve(library)))
                    || Files.exists(loaderCache)
                            && Files.readString(loaderCache, StandardCharsets.ISO_8859_1)
                                    .contains("\0" + library + "\0");
        } catch (IOException unreadable) {
            return true;
        }
    }

    /** Nothing, too, where nvidia-smi is absent or too old to tell: whoever goes on will see. */
    private Optional<String> deviceProblem() {
        try {
            Process process = new ProcessBuilder(nvidiaSmi, "--query-gpu=name,compute_cap", "--format=csv,noheader")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.of("the NVIDIA driver doesn't answer: nvidia-smi hangs.");
            }
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return deviceProblem(process.exitValue(), text);
        } catch (IOException absent) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted.");
        }
    }

    private static Optional<String> deviceProblem(int exitCode, String text) {
        if (exitCode == NO_DEVICES || text.startsWith("No devices were found")) {
            return Optional.of(noGpu(Map.of()));
        }
        if (text.contains("not a valid field")) {
            return Optional.empty();
        }
        if (exitCode != 0) {
            return Optional.of(
                    "the NVIDIA driver doesn't work. nvidia-smi says: " + text.replaceAll("\\s*\\R\\s*", " "));
        }
        List<Gpu> gpus = text.lines()
                .flatMap(line -> Gpu.CSV.matcher(line).results())
                .map((MatchResult gpu) ->
                        new Gpu(gpu.group(1), Integer.parseInt(gpu.group(2)), Integer.parseInt(gpu.group(3))))
                .toList();
        // One that is usable is enough here; CUDA_VISIBLE_DEVICES may hide the others.
        return gpus.stream().anyMatch(gpu -> gpu.problem().isEmpty())
                ? Optional.empty()
                : gpus.stream().findFirst().flatMap(Gpu::problem);
    }
}
