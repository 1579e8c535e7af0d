// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apiguardian.api.API;

/** The digest by which files and images are told from others. */
@API(status = INTERNAL, since = "0.1")
public final class Sha256 {

    private Sha256() {}

    /**
     * Begins a digest.
     *
     * @return one of nothing yet
     */
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java runtime lacks SHA-256, which every one must have", impossible);
        }
    }
}
