// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.capsnet.datasets.ImageShape;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.network.CapsuleNetworkSpec;
import org.capsnet.experiments.network.CapsuleStage;
import picocli.CommandLine.Option;

/** The options that describe a network. */
final class NetworkOptions {

    private static final long SEED = 1;
    private static final int CLASSES = 10;
    private static final ImageShape PAPER_IMAGE = new ImageShape(1, 28, 28);
    private static final int CLASS_DIMENSIONS = 16;
    private static final Pattern STAGE = Pattern.compile("(\\d{1,7})(?:x(\\d{1,5}))?");
    private static final Pattern PRIMARY = Pattern.compile("(\\d{1,5})x(\\d{1,5})");
    private static final Pattern IMAGE = Pattern.compile("(\\d{1,5})x(\\d{1,5})(?:x(\\d{1,3}))?");

    @Option(
            names = "--image",
            paramLabel = "HxW[xC]",
            defaultValue = "28x28",
            description = "Height, width and channels of the images. Default: ${DEFAULT-VALUE}")
    private String image;

    @Option(
            names = "--kernel",
            paramLabel = "K",
            defaultValue = "9",
            description = "Height and width of both convolutions' kernels. Default: ${DEFAULT-VALUE}")
    private int kernel;

    @Option(
            names = "--conv",
            paramLabel = "MAPS",
            defaultValue = "256",
            description = "Feature maps of the first convolution. Default: ${DEFAULT-VALUE}")
    private int maps;

    @Option(
            names = "--primary",
            paramLabel = "TYPESxD",
            defaultValue = "32x8",
            description = "Primary capsules at each place, and their dimension. Default: ${DEFAULT-VALUE}")
    private String primary;

    @Option(
            names = "--capsules",
            paramLabel = "N[xD]",
            split = ",",
            description = "Capsules of each layer above, from below to above, and their dimension, " + CLASS_DIMENSIONS
                    + " unless given. The last layer has one for each class. Default: 10. Example: 256,10x8")
    private List<String> stages = List.of("10");

    /**
     * The network.
     *
     * @throws UserError if an option makes no sense
     */
    CapsuleNetworkSpec network() {
        Matcher size =
                matcher(IMAGE, "--image", image, "height x width, or height x width x channels, such as 32x32x3");
        Matcher types = matcher(PRIMARY, "--primary", primary, "types x dimension, such as 32x8");
        List<CapsuleStage> layers = new ArrayList<>();
        for (String stage : stages) {
            Matcher layer =
                    matcher(STAGE, "--capsules", stage.strip(), "capsules, or capsules x dimension, such as 10x16");
            try {
                layers.add(new CapsuleStage(number(layer, 1, 1), number(layer, 2, CLASS_DIMENSIONS)));
            } catch (IllegalArgumentException e) {
                throw new UserError("--capsules " + stage + ": " + e.getMessage() + ".", e);
            }
        }
        try {
            ImageShape shape = new ImageShape(number(size, 3, 1), number(size, 1, 1), number(size, 2, 1));
            return CapsuleNetworkSpec.paper(PAPER_IMAGE, CLASSES, SEED)
                    .change()
                    .image(shape)
                    .kernel(kernel)
                    .convolutionMaps(maps)
                    .primary(number(types, 1, 1), number(types, 2, 1))
                    .stages(layers)
                    .build();
        } catch (IllegalArgumentException e) {
            throw new UserError("There is no such network: " + e.getMessage() + ".", e);
        }
    }

    private static Matcher matcher(Pattern pattern, String option, String text, String wanted) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new UserError(option + " must be " + wanted + ", but is \"" + text + "\".");
        }
        return matcher;
    }

    private static int number(Matcher matcher, int group, int otherwise) {
        return matcher.group(group) == null ? otherwise : Integer.parseInt(matcher.group(group));
    }
}
