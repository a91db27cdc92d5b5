package dev.holdfast.sandbox.rest;

import java.nio.file.Path;

/** A file of a multipart request, as it lies in the upload folder. */
record UploadedForm(String field, String filename, String contentType, long size, Path file) {}
