// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file couldn't be read or written, in words; Java's own messages are often just the path. */
public final class FileProblem {

    private FileProblem() {}

    /** For instance "permission denied". */
    public static String of(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (e instanceof NotDirectoryException) {
            return "not a folder";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "something else of that name is there";
        }
        if (e instanceof FileSystemException problem && problem.getReason() != null) {
            String file = problem.getOtherFile() == null ? problem.getFile() : problem.getOtherFile();
            return problem.getReason() + (file == null ? "" : " (" + file + ")");
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
