// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.terminal;

import java.io.IOException;
import java.io.OutputStream;
import org.nd4j.shade.jackson.core.JsonEncoding;
import org.nd4j.shade.jackson.core.JsonFactory;
import org.nd4j.shade.jackson.core.JsonGenerator;

/** JSON on a stream that stays open. Written token by token: binding objects would double the time of a command. */
public final class JsonOutput {

    private JsonOutput() {}

    /** Pretty-printed; closing it leaves the stream open. */
    public static JsonGenerator to(OutputStream out) throws IOException {
        return new JsonFactory()
                .createGenerator(out, JsonEncoding.UTF8)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .useDefaultPrettyPrinter();
    }
}
