// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

/**
 * A data file is missing, unreadable or not what it should be.
 *
 * <p>The message is one line for the user: it names the file, says what is wrong, where, and what to
 * do about it.
 */
public final class DataFileException extends RuntimeException {

    DataFileException(String message) {
        super(message);
    }

    DataFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
