using System.IO.Compression;

namespace Heed.Http;

/// <summary>Reads the body of an answer, gzip or plain, up to a limit that holds behind decompression.</summary>
public static class BoundedBody
{
    private const int FirstBytes = 16 * 1024;

    /// <summary>
    /// Reads all of it into <paramref name="target"/>, which grows and is the caller's to use again. The result is the length, or -1
    /// where the body is longer than <paramref name="maxBytes"/>: then nothing of it may be used.
    /// </summary>
    /// <exception cref="InvalidDataException">The body says gzip and is none.</exception>
    /// <exception cref="HttpRequestException">The connection broke.</exception>
    public static async Task<int> ReadAsync(HttpResponseMessage response, Buffer target, int maxBytes, CancellationToken cancellation)
    {
        await using Stream raw = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using Stream stream = Decoded(response, raw);
        int length = 0;
        while (true)
        {
            target.EnsureRoom(length, FirstBytes, maxBytes);
            int read = await stream.ReadAsync(target.Bytes.AsMemory(length), cancellation).ConfigureAwait(false);
            if (read == 0) return length;
            length += read;
            if (length > maxBytes) return -1;
        }
    }

    /// <summary>As <see cref="ReadAsync"/>, for callers that may not await. Cancelling closes the connection.</summary>
    public static int Read(HttpResponseMessage response, Buffer target, int maxBytes, CancellationToken cancellation)
    {
        using CancellationTokenRegistration registration = cancellation.Register(response.Dispose);
        using Stream raw = response.Content.ReadAsStream(cancellation);
        using Stream stream = Decoded(response, raw);
        int length = 0;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            target.EnsureRoom(length, FirstBytes, maxBytes);
            int read = stream.Read(target.Bytes.AsSpan(length));
            if (read == 0) return length;
            length += read;
            if (length > maxBytes) return -1;
        }
    }

    private static Stream Decoded(HttpResponseMessage response, Stream raw) =>
        response.Content.Headers.ContentEncoding.Contains("gzip") ? new GZipStream(raw, CompressionMode.Decompress) : raw;

    /// <summary>Bytes that are used again from body to body.</summary>
    public sealed class Buffer
    {
        public byte[] Bytes { get; private set; } = [];

        /// <summary>One byte beyond the limit fits, so that a body that is too long is seen.</summary>
        internal void EnsureRoom(int length, int least, int maxBytes)
        {
            if (length < Bytes.Length) return;
            long wanted = Math.Min(Math.Max(least, Bytes.Length * 2L), maxBytes + 1L);
            byte[] bytes = new byte[Math.Min(Math.Max(wanted, length + 1L), Array.MaxLength)];
            Bytes.AsSpan(0, length).CopyTo(bytes);
            Bytes = bytes;
        }
    }
}
