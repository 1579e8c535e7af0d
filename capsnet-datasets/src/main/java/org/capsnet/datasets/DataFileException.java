// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * A data set is unknown, or a file of one is missing, unreadable or not what it should be.
 *
 * <p>The message is one line for the user: it names the file, says what is wrong, where, and what to
 * do about it.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class DataFileException extends RuntimeException {

    DataFileException(String message) {
        super(message);
    }

    DataFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
