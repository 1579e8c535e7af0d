// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.files.NpyArray.ElementType;
import org.capsnet.experiments.files.NpyArray.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFileTests {

    private static final String HEADER = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 1), }\n";

    @TempDir
    private Path folder;

    // ---------------------------------------------------------------------------------------------- whole files

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Path file = folder.resolve("x.npy");
        NpyFile.write(file, NpyArray.of(new double[] {1, -2, Double.NaN, 1e300, 0, 0.1}, 1, 3, 2));

        NpyArray array = NpyFile.read(file);

        assertThat(array.toDoubles()).containsExactly(1, -2, Double.NaN, 1e300, 0, 0.1);
        assertThat(array.shape()).containsExactly(1L, 3L, 2L);
        assertThat(array.order()).isEqualTo(Order.C);
        assertThat(array).hasToString("float64 [1, 3, 2]");
    }

    @Test
    void writesWhatNumPyWrites() throws IOException {
        Path file = folder.resolve("x.npy");
        NpyFile.write(file, NpyArray.of(new float[] {1, 2}, 2));

        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.capacity()).isEqualTo(128 + 8);
        assertThat(bytes.getShort(8)).isEqualTo((short) 118);
        assertThat(new String(bytes.array(), 10, 118, StandardCharsets.ISO_8859_1))
                .matches("\\{'descr': '<f4', 'fortran_order': False, 'shape': \\(2,\\), } *\n");
        assertThat(bytes.getFloat(128)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void readsEveryVersionOfTheFormat(int version) throws IOException {
        assertThat(NpyFile.read(file(version, HEADER, 16)).shape()).containsExactly(2L, 1L);
    }

    @Test
    void readsFortranOrderAndSinglePrecisionWithKeysInAnyOrder() throws IOException {
        NpyArray array = NpyFile.read(file(1, "{'shape': (2L, 3L), 'fortran_order': True, 'descr': '<f4'}", 24));

        assertThat(array.order()).isEqualTo(Order.F);
        assertThat(array.type()).isEqualTo(ElementType.FLOAT32);
        assertThat(array.shape()).containsExactly(2L, 3L);
        assertThat(array.toFloats()).hasSize(6);
    }

    @Test
    void readsASingleNumber() throws IOException {
        NpyArray array = NpyFile.read(file(1, "{'descr': '<f8', 'fortran_order': False, 'shape': (), }", 8));

        assertThat(array.shape()).isEmpty();
        assertThat(array.toDoubles()).hasSize(1);
    }

    // ---------------------------------------------------------------------------------------------- damaged files

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '"', textBlock = """
            {'descr': '<f8', 'fortran_order': False, 'shape': (2, 1), }   # 15 # needs 16 bytes, but it has 15
            {'descr': '<f8', 'fortran_order': False, 'shape': (2, 1), }   # 17 # needs 16 bytes, but it has 17
            {'descr': '<f8', 'fortran_order': False, 'shape': (-2, -1), } # 16 # no valid 'shape'
            {'descr': '<f8', 'fortran_order': False, 'shape': (2, , 1), } # 16 # its shape is (2, , 1)
            {'descr': '<f8', 'fortran_order': False, 'shape': (2 1), }    # 16 # its shape is (2 1)
            {'descr': '<f8', 'fortran_order': False, 'shape': (0, 1), }   # 0 # holds an empty array
            {'descr': '<f8', 'fortran_order': False, 'shape': (4611686018427387904, 4), } # 0 # its shape is
            {'descr': '<f8', 'fortran_order': False, 'shape': (461168601842738790, 64), } # 0 # no file could hold
            {'descr': '<f8', 'fortran_order': False, 'shape': (2147483648, 1), } # 16 # needs 17179869184 bytes
            {'descr': '<f8', 'fortran_order': 0, 'shape': (2, 1), }       # 16 # no valid 'fortran_order'
            {'descr': '<f8', 'fortran_order': False, }                    # 16 # no valid 'shape'
            {'fortran_order': False, 'shape': (2, 1), }                   # 16 # no valid 'descr'
            {'descr': '>f8', 'fortran_order': False, 'shape': (2, 1), }   # 16 # elements of type '>f8'
            {'descr': '<f2', 'fortran_order': False, 'shape': (2, 1), }   # 4 # elements of type '<f2'
            {'descr': '|O', 'fortran_order': False, 'shape': (2, 1), }    # 16 # elements of type '|O'
            {'descr': [('x', '<f8')], 'fortran_order': False, 'shape': (2, 1), } # 16 # elements of type [('x', '<f8')]
            [1, 2, 3]                                                     # 16 # isn't a Python dictionary
            """)
    void aWrongHeaderIsExplained(String header, int dataSize, String expected) throws IOException {
        assertFails(file(1, header, dataSize), expected);
    }

    @Test
    void aFileOfAnotherKindIsExplained() throws IOException {
        assertFails(Files.writeString(folder.resolve("x.npy"), "PK\3\4 an archive"), "isn't a NumPy file");
        assertFails(Files.writeString(folder.resolve("x.npy"), ""), "isn't a NumPy file");
        assertFails(folder.resolve("absent.npy"), "there is no such file");
        assertFails(folder, "isn't a regular file");
    }

    @Test
    void anUnknownVersionOfTheFormatIsExplained() throws IOException {
        assertFails(file(4, HEADER, 16), "format version is 4.0");
    }

    @Test
    void aHeaderLongerThanAnyIsNotBelieved() throws IOException {
        byte[] bytes = Files.readAllBytes(file(2, HEADER, 16));
        Arrays.fill(bytes, 8, 12, (byte) 0xff);
        assertFails(Files.write(folder.resolve("x.npy"), bytes), "claims to be 4294967295 bytes long");
    }

    @Test
    void aFileCutAnywhereIsAnErrorOfTheUser() throws IOException {
        byte[] whole = Files.readAllBytes(file(1, HEADER, 16));
        for (int length = 0; length < whole.length; length++) {
            Path cut = Files.write(folder.resolve("cut.npy"), Arrays.copyOf(whole, length));
            assertFails(cut, "cut.npy");
        }
    }

    @Test
    void aFileWithAnyByteChangedIsReadOrIsAnErrorOfTheUser() throws IOException {
        byte[] whole = Files.readAllBytes(file(1, HEADER, 16));
        Random random = new Random(1);
        for (int k = 0; k < whole.length; k++) {
            byte[] changed = whole.clone();
            changed[k] = (byte) random.nextInt();
            Path file = Files.write(folder.resolve("changed.npy"), changed);
            try {
                assertThat(NpyFile.read(file).elements().remaining()).isEqualTo(16);
            } catch (UserError e) {
                assertThat(e).hasMessageContaining("changed.npy");
            }
        }
    }

    private static void assertFails(Path file, String expected) {
        UserError error = catchThrowableOfType(UserError.class, () -> NpyFile.read(file));
        assertThat(error).as("reading %s", file).isNotNull();
        assertThat(error).hasMessageContaining(file.toString()).hasMessageContaining(expected);
    }

    private Path file(int version, String header, int dataSize) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(NpyFile.MAGIC);
        bytes.write(new byte[] {(byte) version, 0});
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(text.length);
        bytes.write(length.array(), 0, version == 1 ? Short.BYTES : Integer.BYTES);
        bytes.write(text);
        bytes.write(new byte[dataSize]);
        return Files.write(folder.resolve("file.npy"), bytes.toByteArray());
    }

    @Test
    void anArrayHoldsAsManyElementsAsItsShapeSays() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new NpyArray(ElementType.FLOAT32, List.of(3L), Order.C, ByteBuffer.allocate(8)));
    }
}
