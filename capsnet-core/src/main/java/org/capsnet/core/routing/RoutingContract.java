// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.routing;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.capsnet.core.routing.RoutingParameter.Kind;
import org.capsnet.core.tensor.Tensor;

/**
 * Calls routings and holds them to what they have agreed to. An exception of a routing, or capsules other than its layer
 * and its own traits and parameters ask for, become a {@link RoutingFailure}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RoutingContract {

    private final Routing routing;
    private final RoutingInput input;
    private final Function<String, RoutingFailure> broken;

    private RoutingContract(Routing routing, RoutingInput input, Function<String, RoutingFailure> broken) {
        this.routing = routing;
        this.input = input;
        this.broken = broken;
    }

    /**
     * {@return what a routing makes of its input}
     *
     * @param routing to be applied
     * @param input what it may look at
     * @throws RoutingFailure if it throws an exception or breaks its contract
     */
    public static Capsules route(Routing routing, RoutingInput input) {
        RoutingContract contract = new RoutingContract(routing, input, what -> RoutingFailure.broken(routing, what));
        return ask(routing, () -> contract.kept(routing.route(input)));
    }

    /**
     * {@return what a routing makes of the input of its layer}
     *
     * @param routing to be applied
     * @param layer for instance {@code CapsuleLayer "digits"}
     * @param input what it may look at
     * @throws RoutingFailure if it throws an exception or breaks its contract
     */
    public static Capsules route(Routing routing, String layer, RoutingInput input) {
        RoutingContract contract =
                new RoutingContract(routing, input, what -> RoutingFailure.broken(routing, layer, what));
        return ask(() -> contract.kept(routing.route(input)), fault -> RoutingFailure.thrown(routing, layer, fault));
    }

    /**
     * {@return what a routing says of itself}
     *
     * @param <T> of the answer
     * @param routing that is asked
     * @param question for instance {@code routing::traits}
     * @throws RoutingFailure if it throws an exception
     */
    public static <T> T ask(Routing routing, Supplier<T> question) {
        return ask(question, fault -> RoutingFailure.thrown(routing, fault));
    }

    private static <T> T ask(Supplier<T> question, Function<Throwable, RoutingFailure> thrown) {
        try {
            return question.get();
        } catch (RoutingFailure e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            throw thrown.apply(e);
        }
    }

    private Capsules kept(Capsules capsules) {
        if (capsules == null) {
            throw broken.apply("returned null");
        }
        long batch = input.poses().size(0);
        long outputs = input.shape().outputs();
        requireShape("poses", capsules.poses(), batch, outputs, input.shape().outputDimension());
        boolean own = routing.traits().ownActivations();
        if (own != capsules.activations().isPresent()) {
            throw broken.apply(
                    own
                            ? "declares activations of its own in its traits but returned none"
                            : "returned activations but declares in its traits that lengths are the activations");
        }
        capsules.activations().ifPresent(activations -> requireShape("activations", activations, batch, outputs));
        capsules.losses().forEach(loss -> requireShape("a loss", loss, batch));
        capsules.state().forEach((name, value) -> requireShape("state \"" + name + "\"", value, declaredState(name)));
        return capsules;
    }

    private long[] declaredState(String name) {
        Optional<RoutingParameter> declared = routing.parameters(input.shape()).stream()
                .filter(parameter ->
                        parameter.kind() == Kind.STATE && parameter.name().equals(name))
                .findFirst();
        return declared.orElseThrow(() ->
                        broken.apply("returned a new value for \"" + name + "\", which it doesn't declare as state"))
                .sizes();
    }

    private void requireShape(String what, Tensor tensor, long... expected) {
        if (!Arrays.equals(expected, tensor.shape())) {
            throw broken.apply("returned " + what + " of shape " + Arrays.toString(tensor.shape()) + ", expected "
                    + Arrays.toString(expected));
        }
    }
}
