import io.quarkus.bootstrap.runner.SerializedApplication;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Gives what Quarkus generates one form in all builds of the same sources. Three things in it mean nothing, the first two are random and
 * the third depends on where the sources are:
 *
 * <ul>
 *   <li>The keys under which recorded values wait for each other, which are numbers from one counter that all threads of the build
 *       draw from. They are numbered anew, in the order of the classes' names. (Later lines of Quarkus do without:
 *       quarkusio/quarkus, pull request 53025.)
 *   <li>The order in which Qute compares a name with the names of a function that has several: that of a set which each JVM
 *       iterates in its own order. Comparisons of one variable that all jump to one place are sorted.
 *   <li>The order of the classes that Quarkus changed: the jars and the directory that they came from are sorted by their paths, and the
 *       application's own directory comes before Maven's local repository or after it. They are sorted by name, and the
 *       index that the class loader reads is made anew.
 * </ul>
 *
 * <p>Usage: {@code java -cp ASM:quarkus-app/lib/boot/* CanonicalBytecode.java quarkus-app fast-jar}
 */
final class CanonicalBytecode {
    /** The kind of package that releases have. Others, such as the image's, have another index, and nobody compares them. */
    private static final String RELEASED = "fast-jar";

    private static final Pattern KEY = Pattern.compile("proxykey\\d+");

    /** From the key that was drawn to the new one. */
    private final Map<String, String> keys = new HashMap<>();

    private CanonicalBytecode() {}

    public static void main(String[] args) throws IOException {
        Path application = Path.of(args[0]);
        new CanonicalBytecode().rewrite(application.resolve("quarkus/generated-bytecode.jar"));
        if (args[1].equals(RELEASED)) {
            sortChanged(application);
        }
    }

    private static void sortChanged(Path application) throws IOException {
        Path changed = application.resolve("quarkus/transformed-bytecode.jar");
        Path index = application.resolve("quarkus/quarkus-application.dat");
        if (!Arrays.equals(index(application, index), Files.readAllBytes(index))) {
            throw new IllegalStateException("Quarkus wrote another index than expected: see how it does that now");
        }
        Contents contents = Contents.of(changed);
        contents.write(changed, contents.entries().stream().sorted(Comparator.comparing(ZipEntry::getName)).toList());
        Files.write(index, index(application, index));
    }

    /** The index for the class loader as Quarkus makes it: it follows the order of the jars and of their entries. */
    private static byte[] index(Path application, Path existing) throws IOException {
        String mainClass;
        try (InputStream in = Files.newInputStream(existing)) {
            mainClass = SerializedApplication.read(in, application).getMainClass();
        }
        List<Path> jars = new ArrayList<>();
        jars.add(application.resolve("quarkus/transformed-bytecode.jar"));
        jars.add(application.resolve("quarkus/generated-bytecode.jar"));
        jars.addAll(sorted(application.resolve("app")));
        jars.addAll(sorted(application.resolve("lib/main")));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SerializedApplication.write(out, mainClass, application, jars, sorted(application.resolve("lib/boot")));
        return out.toByteArray();
    }

    private static List<Path> sorted(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private void rewrite(Path jar) throws IOException {
        Contents contents = Contents.of(jar);
        rewrite(contents.bytes());
        contents.write(jar, contents.entries());
    }

    private void rewrite(SortedMap<String, byte[]> contents) {
        contents.replaceAll((name, bytes) -> name.endsWith(".class") ? rewritten(bytes) : bytes);
        if (keys.isEmpty()) {
            throw new IllegalStateException("Quarkus recorded no key that looks like " + KEY + ": see whether it still needs this");
        }
    }

    private byte[] rewritten(byte[] bytes) {
        ClassNode type = new ClassNode();
        new ClassReader(bytes).accept(type, 0);
        boolean changed = false;
        for (MethodNode method : type.methods) {
            changed |= renumberKeys(method);
            changed |= sortComparisons(method);
        }
        return changed ? bytes(type) : bytes;
    }

    private boolean renumberKeys(MethodNode method) {
        boolean changed = false;
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof LdcInsnNode load && load.cst instanceof String text && KEY.matcher(text).matches()) {
                load.cst = keys.computeIfAbsent(text, drawn -> "proxykey" + (keys.size() + 1));
                changed = true;
            }
        }
        return changed;
    }

    private static boolean sortComparisons(MethodNode method) {
        boolean changed = false;
        AbstractInsnNode instruction = method.instructions.getFirst();
        while (instruction != null) {
            List<Comparison> alternatives = alternatives(instruction);
            if (alternatives.size() > 1) {
                sort(alternatives);
                changed = true;
            }
            instruction = alternatives.isEmpty()
                    ? instruction.getNext()
                    : alternatives.get(alternatives.size() - 1).jump().getNext();
        }
        return changed;
    }

    private static List<Comparison> alternatives(AbstractInsnNode first) {
        List<Comparison> alternatives = new ArrayList<>();
        Comparison next = Comparison.at(first);
        while (next != null && (alternatives.isEmpty() || next.isAlternativeOf(alternatives.get(0)))) {
            alternatives.add(next);
            next = Comparison.at(next.jump().getNext());
        }
        return alternatives;
    }

    private static void sort(List<Comparison> alternatives) {
        List<String> texts = alternatives.stream().map(Comparison::text).sorted().toList();
        for (int i = 0; i < texts.size(); i++) {
            alternatives.get(i).load().cst = texts.get(i);
        }
    }

    private static byte[] bytes(ClassNode type) {
        ClassWriter writer = new ClassWriter(0);
        type.accept(writer);
        return writer.toByteArray();
    }

    /** What a jar holds: its entries in their order, and the bytes of each by name. */
    private record Contents(List<ZipEntry> entries, SortedMap<String, byte[]> bytes) {
        static Contents of(Path jar) throws IOException {
            List<ZipEntry> entries = new ArrayList<>();
            SortedMap<String, byte[]> bytes = new TreeMap<>();
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    entries.add(entry);
                    bytes.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
                }
            }
            return new Contents(entries, bytes);
        }

        void write(Path jar, List<ZipEntry> order) throws IOException {
            try (OutputStream file = Files.newOutputStream(jar);
                    ZipOutputStream zip = new ZipOutputStream(file)) {
                for (ZipEntry entry : order) {
                    ZipEntry copy = new ZipEntry(entry.getName());
                    copy.setTimeLocal(entry.getTimeLocal());
                    zip.putNextEntry(copy);
                    zip.write(bytes.get(entry.getName()));
                    zip.closeEntry();
                }
            }
        }
    }

    /** {@code if ("text".equals(variable)) goto target}. */
    private record Comparison(LdcInsnNode load, VarInsnNode variable, JumpInsnNode jump) {
        /** Null if there is none at this place. */
        static Comparison at(AbstractInsnNode first) {
            if (first instanceof LdcInsnNode load
                    && load.cst instanceof String
                    && load.getNext() instanceof VarInsnNode variable
                    && variable.getNext() instanceof MethodInsnNode call
                    && call.owner.equals("java/lang/Object")
                    && call.name.equals("equals")
                    && call.getNext() instanceof JumpInsnNode jump
                    && jump.getOpcode() == Opcodes.IFNE) {
                return new Comparison(load, variable, jump);
            }
            return null;
        }

        boolean isAlternativeOf(Comparison other) {
            return variable.getOpcode() == other.variable.getOpcode()
                    && variable.var == other.variable.var
                    && jump.label.equals(other.jump.label);
        }

        String text() {
            return (String) load.cst;
        }
    }
}
