// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.diagnosis;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apiguardian.api.API;

/**
 * What was measured of a layer before its first step.
 *
 * @param index of the layer, from 0
 * @param name of the layer
 * @param capsules how many it has; 0 if it has none
 * @param dimensions of its capsules; 0 if it has none
 * @param gain g, the mean length before squash by the mean length of the capsules below; empty without capsules below,
 *     where a capsule's length isn't its activation, and where the routing has a squash of its own. Lengths before squash are calculated back from those after it,
 *     which are those of the routing where a layer has a skip
 * @param lengths of its capsules; empty if it has none
 * @param couplings of its routing; empty if it has none or shows none
 * @param jacobian how far the layer's output moves, by how far the images were moved in random directions: an estimate of the
 *     norm of the Jacobian towards the images by the root of their number of pixels
 * @param sensitivity the same as parts of output and images: by how many per cent the output changes if the images change by
 *     one
 * @param gradient of its weights; empty if it has none
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record LayerExamination(
        int index,
        String name,
        long capsules,
        long dimensions,
        OptionalDouble gain,
        Optional<LengthFigures> lengths,
        Optional<CouplingFigures> couplings,
        double jacobian,
        double sensitivity,
        Optional<GradientFigures> gradient) {}
