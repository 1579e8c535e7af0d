// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments;

/**
 * Something that the user can put right. The message is one line: what is wrong, where, and what to do. The command line
 * prints it without a stack trace and ends with exit code 2.
 */
public final class UserError extends RuntimeException {

    public UserError(String message) {
        super(message);
    }

    public UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
