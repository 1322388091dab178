package io.parley.adapters.redis.connection;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.parley.application.connection.ConnectionQuery;
import io.parley.application.connection.ConnectionView;
import io.parley.domain.channel.ChannelId;
import io.parley.domain.channel.ChannelName;
import io.parley.domain.connection.ConnectionId;
import io.parley.domain.connection.NodeId;
import io.parley.domain.connection.Transport;
import io.parley.domain.identity.RealmId;
import io.parley.domain.identity.UserId;

/** Questions and answers as bytes. Nodes of different versions may meet while the hub is updated: what cannot be read is a failure of its own. */
final class LetterCodec {
    private static final int FIND = 1;
    private static final int END = 2;

    private LetterCodec() {}

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    private static byte[] written(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws UncheckedIOException if the bytes are not what is expected */
    private static <T> T read(byte[] bytes, Reading<T> reading) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return reading.from(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw new UncheckedIOException(new IOException("a value that cannot be", e));
        }
    }

    static byte[] question(Letter<Question> letter) {
        return written(out -> {
            out.writeLong(letter.number());
            out.writeUTF(letter.replyTo().name().value());
            switch (letter.content()) {
                case Question.Find(ConnectionQuery query) -> {
                    out.writeByte(FIND);
                    write(out, query);
                }
                case Question.End(RealmId realm, ConnectionId connection) -> {
                    out.writeByte(END);
                    out.writeUTF(realm.value());
                    out.writeUTF(connection.value());
                }
            }
        });
    }

    static Letter<Question> question(byte[] bytes) {
        return read(bytes, in -> new Letter<>(in.readLong(), readChannel(in), switch (in.readByte()) {
            case FIND -> new Question.Find(readQuery(in));
            case END -> new Question.End(new RealmId(in.readUTF()), new ConnectionId(in.readUTF()));
            default -> throw new IOException("a question of an unknown kind");
        }));
    }

    static byte[] answer(Letter<Answer> letter) {
        return written(out -> {
            Answer answer = letter.content();
            out.writeLong(letter.number());
            out.writeUTF(letter.replyTo().name().value());
            out.writeUTF(answer.life());
            out.writeBoolean(answer.ended());
            out.writeInt(answer.found().size());
            for (ConnectionView view : answer.found()) {
                write(out, view);
            }
        });
    }

    static Letter<Answer> answer(byte[] bytes) {
        return read(bytes, in -> {
            long number = in.readLong();
            ChannelId replyTo = readChannel(in);
            String life = in.readUTF();
            boolean ended = in.readBoolean();
            List<ConnectionView> found = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                found.add(readView(in));
            }
            return new Letter<>(number, replyTo, new Answer(life, found, ended));
        });
    }

    private static ChannelId readChannel(DataInputStream in) throws IOException {
        return new ChannelId(RealmId.HUB, new ChannelName(in.readUTF()));
    }

    private static void write(DataOutputStream out, ConnectionQuery query) throws IOException {
        out.writeUTF(query.realm().value());
        writeOptional(out, query.user().map(UserId::subject));
        writeOptional(out, query.channel().map(ChannelName::value));
        writeOptional(out, query.node().map(NodeId::value));
        writeOptional(out, query.transport().map(Transport::name));
        writeOptional(out, query.after().map(ConnectionId::value));
        out.writeInt(query.limit());
    }

    private static ConnectionQuery readQuery(DataInputStream in) throws IOException {
        RealmId realm = new RealmId(in.readUTF());
        return new ConnectionQuery(realm, readOptional(in).map(subject -> new UserId(realm, subject)),
                readOptional(in).map(ChannelName::new), readOptional(in).map(NodeId::new), readOptional(in).map(Transport::valueOf),
                readOptional(in).map(ConnectionId::new), in.readInt());
    }

    private static void write(DataOutputStream out, ConnectionView view) throws IOException {
        out.writeUTF(view.id().value());
        out.writeUTF(view.realm().value());
        writeOptional(out, view.user().map(UserId::subject));
        out.writeUTF(view.node().value());
        out.writeUTF(view.transport().name());
        Instant at = view.connectedAt();
        out.writeLong(at.getEpochSecond());
        out.writeInt(at.getNano());
        out.writeInt(view.channels().size());
        for (ChannelName channel : view.channels()) {
            out.writeUTF(channel.value());
        }
    }

    private static ConnectionView readView(DataInputStream in) throws IOException {
        ConnectionId id = new ConnectionId(in.readUTF());
        RealmId realm = new RealmId(in.readUTF());
        return new ConnectionView(id, realm, readOptional(in).map(subject -> new UserId(realm, subject)), new NodeId(in.readUTF()),
                Transport.valueOf(in.readUTF()), Instant.ofEpochSecond(in.readLong(), in.readInt()), readChannels(in));
    }

    private static List<ChannelName> readChannels(DataInputStream in) throws IOException {
        List<ChannelName> channels = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            channels.add(new ChannelName(in.readUTF()));
        }
        return List.copyOf(channels);
    }

    private static void writeOptional(DataOutputStream out, Optional<String> text) throws IOException {
        out.writeBoolean(text.isPresent());
        if (text.isPresent()) {
            out.writeUTF(text.get());
        }
    }

    private static Optional<String> readOptional(DataInputStream in) throws IOException {
        return in.readBoolean() ? Optional.of(in.readUTF()) : Optional.empty();
    }
}
