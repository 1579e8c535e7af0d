// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets.download;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/** A file couldn't be had. The message is one line for the user: which file, why, and what to do. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class DownloadException extends RuntimeException {

    DownloadException(String message) {
        super(message);
    }

    DownloadException(String message, Throwable cause) {
        super(message, cause);
    }
}
