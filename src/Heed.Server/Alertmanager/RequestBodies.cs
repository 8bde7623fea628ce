using System.Buffers;

using Microsoft.AspNetCore.Http;

namespace Heed.Server.Alertmanager;

/// <summary>Reads the body of a request as a whole, up to a limit.</summary>
internal static class RequestBodies
{
    /// <value>In bytes: about 60,000 alerts.</value>
    public const int MostBytes = 32 * 1024 * 1024;

    private const int FirstBytes = 4096;

    /// <summary>Null where the body is too long, which has then been answered.</summary>
    public static Task<byte[]?> ReadAsync(HttpContext context) => ReadAsync(context, static body => body.ToArray());

    /// <summary>What is read from the body, whose memory is used again then; null where it is too long, which has then been answered.</summary>
    public static async Task<T?> ReadAsync<T>(HttpContext context, Func<ReadOnlyMemory<byte>, T> read)
        where T : class
    {
        long announced = context.Request.ContentLength ?? FirstBytes;
        byte[] body = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(announced + 1, 1, MostBytes + 1));
        try
        {
            int length = 0;
            while (length <= MostBytes)
            {
                if (length == body.Length) body = Grow(body);
                int part = await context.Request.Body.ReadAsync(body.AsMemory(length), context.RequestAborted).ConfigureAwait(false);
                if (part == 0) return read(body.AsMemory(0, length));
                length += part;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }

        await ApiAnswers.RefuseAsync(context, $"the body is longer than {MostBytes} bytes", StatusCodes.Status413PayloadTooLarge).ConfigureAwait(false);
        return null;
    }

    private static byte[] Grow(byte[] body)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(2 * body.Length);
        body.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(body);
        return larger;
    }
}
