// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.RoutingParameter.Kind;
import org.capsnet.core.tensor.Tensor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** State changes in training only; losses of the routing's own reach what is trained. Most routings have neither. */
final class StateCheck implements Check {

    private static final int IMAGES = 12;

    @Override
    public String name() {
        return "state and losses";
    }

    @Override
    public List<Part> parts(Subject subject) {
        Routing routing = subject.routing();
        Sizes sizes = Sizes.of(routing, 2, 5, 4, 3, 8);
        List<String> state = routing.parameters(sizes.shape()).stream()
                .filter(parameter -> parameter.kind() == Kind.STATE)
                .map(RoutingParameter::name)
                .toList();
        Numbers numbers = Draws.trained(routing, sizes, 1);
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("declared state", () -> verifyDeclared(state, Run.trainingForward(routing, numbers))));
        if (!state.isEmpty()) {
            parts.add(new Part("a network's state", () -> verifyNetwork(routing, state, subject.learningRate())));
        }
        parts.add(new Part("losses", () -> verifyLosses(Run.training(routing, numbers), sizes)));
        return parts;
    }

    private static void verifyDeclared(List<String> state, Run training) {
        if (!training.capsules().state().keySet().equals(Set.copyOf(state))) {
            throw Finding.of(
                    "new values for the declared state " + state + " in training",
                    "new values for " + training.capsules().state().keySet(),
                    "parameters() and withState(...): each declares or gives what the other doesn't");
        }
    }

    private static void verifyNetwork(Routing routing, List<String> state, double learningRate) {
        MultiLayerNetwork network = SmallNetwork.of(routing, learningRate);
        DataSet images = Drawings.of(IMAGES, 1);
        for (String name : state) {
            INDArray initial =
                    network.getParam(SmallNetwork.HIDDEN + "_" + name).dup();
            network.output(images.getFeatures());
            requireChange(name, false, initial, network);
            network.fit(images);
            requireChange(name, true, initial, network);
        }
    }

    private static void requireChange(String name, boolean expected, INDArray before, MultiLayerNetwork network) {
        boolean changed = !Values.areSame(before, network.getParam(SmallNetwork.HIDDEN + "_" + name));
        if (changed != expected) {
            throw Finding.of(
                    "state \"" + name + "\" to " + (expected ? "change in a training step" : "stay outside training"),
                    expected ? "no change" : "a change",
                    "withState(...) in route() and in-place operations on the state's array");
        }
    }

    private static void verifyLosses(Run run, Sizes sizes) {
        Capsules capsules = run.capsules();
        for (Tensor loss : capsules.losses()) {
            if (loss.rank() != 1 || loss.size(0) != sizes.batch()) {
                throw Finding.of(
                        "a loss with one number for each example, [" + sizes.batch() + "]",
                        loss.toString(),
                        "what is given to withLoss(...)");
            }
        }
        if (capsules.losses().isEmpty()) {
            return;
        }
        Map<String, INDArray> gradients = run.gradients(
                capsules.losses(),
                capsules.losses().stream()
                        .map(loss -> Nd4j.ones(loss.dataType(), loss.shape()))
                        .toList());
        if (!(Values.largest(gradients.values()) > 0)) {
            throw Finding.of(
                    "losses with a gradient for the input, W or a parameter",
                    "none",
                    "detached() before withLoss(...), or a loss that is constant");
        }
    }
}
