// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets.download;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;

/** Why something failed, in a few words; Java's own messages are often just a name. */
final class Reason {

    private Reason() {}

    static String of(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "something else of that name is there";
        }
        if (failure instanceof FileSystemException problem) {
            return problem.getReason() == null ? problem.getClass().getSimpleName() : problem.getReason();
        }
        if (failure instanceof HttpConnectTimeoutException) {
            return "no connection in time";
        }
        if (failure instanceof HttpTimeoutException) {
            return "no answer in time";
        }
        if (failure instanceof UnknownHostException || failure.getCause() instanceof UnresolvedAddressException) {
            return "no such host";
        }
        if (failure instanceof ConnectException
                && failure.getCause() != null
                && failure.getCause().getCause() instanceof UnresolvedAddressException) {
            return "no such host";
        }
        if (failure instanceof ConnectException) {
            return "no connection";
        }
        return failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : failure.getMessage().replaceAll("\\s+", " ");
    }
}
