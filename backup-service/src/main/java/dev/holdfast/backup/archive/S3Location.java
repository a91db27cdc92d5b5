package dev.holdfast.backup.archive;

import dev.holdfast.backup.settings.BackupSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A bucket of an S3-compatible store. An object appears whole or not at all; the store compares its
 * MD5. Each request is tried at most {@value #ATTEMPTS} times and for at most 2 minutes in all.
 */
final class S3Location implements Location {

    private static final int ATTEMPTS = 4;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final Duration ATTEMPT = Duration.ofSeconds(60);
    private static final Duration ALL_ATTEMPTS = Duration.ofMinutes(2);
    private static final int NOT_FOUND = 404;
    private static final int BEHIND_THE_END = 416;
    private static final int FORBIDDEN = 403;

    private final String name;
    private final String bucket;
    private final String folder;
    private final String where;
    private final S3Client client;

    S3Location(String name, BackupSettings.Bucket store) {
        this.name = name;
        this.bucket = store.bucket();
        this.folder = store.folder().isEmpty() ? "" : store.folder() + "/";
        this.where =
                "the bucket %s at %s"
                        .formatted(bucket, store.endpoint().map(URI::toString).orElse("Amazon"));
        this.client = client(store);
    }

    private static S3Client client(BackupSettings.Bucket store) {
        var builder =
                S3Client.builder()
                        .httpClientBuilder(
                                UrlConnectionHttpClient.builder()
                                        .connectionTimeout(CONNECT)
                                        .socketTimeout(SILENCE))
                        .region(Region.of(store.region()))
                        .forcePathStyle(store.pathStyle())
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(
                                                store.accessKey(), store.secretKey())))
                        // Other stores than Amazon's know Content-MD5 and not these.
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .overrideConfiguration(it ->
                                it.retryStrategy(retry -> retry.maxAttempts(ATTEMPTS))
                                        .apiCallAttemptTimeout(ATTEMPT)
                                        .apiCallTimeout(ALL_ATTEMPTS)
                                        .defaultProfileFile(ProfileFile.aggregator().build()));
        store.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void put(String path, byte[] content) throws IOException {
        asked(
                path,
                () ->
                        client.putObject(
                                it -> it.bucket(bucket).key(folder + path).contentMD5(md5(content)),
                                RequestBody.fromBytes(content)));
    }

    /** An object that was put is durable. */
    @Override
    public Batch batch() {
        return new Batch() {
            @Override
            public void put(String path, byte[] content) throws IOException {
                S3Location.this.put(path, content);
            }

            @Override
            public void settle() {}

            @Override
            public void close() {}
        };
    }

    @Override
    public byte[] read(String path, long offset, int length) throws IOException {
        if (length == 0) {
            return new byte[0];
        }
        var range = "bytes=%d-%d".formatted(offset, offset + length - 1);
        try {
            return asked(
                    path,
                    () ->
                            client.getObjectAsBytes(
                                            it -> it.bucket(bucket).key(folder + path).range(range))
                                    .asByteArrayUnsafe());
        } catch (BehindTheEnd _) { // nothing is there
            return new byte[0];
        }
    }

    @Override
    public InputStream open(String path) throws IOException {
        return asked(path, () -> client.getObject(it -> it.bucket(bucket).key(folder + path)));
    }

    @Override
    public List<StoredFile> list(String prefix) throws IOException {
        return asked(
                prefix,
                () -> {
                    var found = new ArrayList<StoredFile>();
                    client.listObjectsV2Paginator(it -> it.bucket(bucket).prefix(folder + prefix))
                            .contents()
                            .forEach(object ->
                                    found.add(
                                            new StoredFile(
                                                    object.key().substring(folder.length()),
                                                    object.size(),
                                                    object.lastModified())));
                    found.sort(Comparator.comparing(StoredFile::path));
                    return found;
                });
    }

    @Override
    public void delete(String path) throws IOException {
        asked(path, () -> client.deleteObject(it -> it.bucket(bucket).key(folder + path)));
    }

    @Override
    public OptionalLong freeBytes() {
        return OptionalLong.empty();
    }

    private interface Asking<T> {
        T ask();
    }

    private static final class BehindTheEnd extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private <T> T asked(String path, Asking<T> asking) throws IOException {
        try {
            return asking.ask();
        } catch (NoSuchKeyException _) {
            throw new NoSuchFileException(path);
        } catch (S3Exception e) {
            throw switch (e.statusCode()) {
                case BEHIND_THE_END -> new BehindTheEnd();
                case NOT_FOUND -> new IOException(where + " is not there", e);
                case FORBIDDEN ->
                        new IOException(where + " refuses these keys: look at their rights", e);
                default ->
                        new IOException("%s answers with %d".formatted(where, e.statusCode()), e);
            };
        } catch (SdkException e) {
            throw new IOException("%s does not answer".formatted(where), e);
        }
    }

    private static String md5(byte[] content) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
