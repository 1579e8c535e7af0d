// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.routing;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import org.apiguardian.api.API;

/** Says in messages which class is meant and where it was found. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ClassOrigin {

    private ClassOrigin() {}

    /**
     * {@return the class and where it is, for instance {@code com.example.MyRouting in /plugins/my-routing.jar}}
     *
     * @param type the class
     */
    public static String of(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null
                ? type.getName()
                : type.getName() + " in " + path(source.getLocation());
    }

    /**
     * {@return the file or folder as a user would type it}
     *
     * @param location of a file or folder, or another address, which stays as it is
     */
    public static String path(URL location) {
        try {
            return Path.of(location.toURI()).toString();
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return location.toString();
        }
    }
}
