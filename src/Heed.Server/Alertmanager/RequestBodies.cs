using Microsoft.AspNetCore.Http;

namespace Heed.Server.Alertmanager;

/// <summary>Reads the body of a request as a whole, up to a limit.</summary>
internal static class RequestBodies
{
    /// <value>In bytes: about 60,000 alerts.</value>
    public const int MostBytes = 32 * 1024 * 1024;

    private const int FirstBytes = 4096;

    /// <summary>Null where the body is too long, which has then been answered.</summary>
    public static async Task<byte[]?> ReadAsync(HttpContext context)
    {
        bool isAnnounced = context.Request.ContentLength is <= MostBytes;
        byte[] body = GC.AllocateUninitializedArray<byte>(isAnnounced ? (int)context.Request.ContentLength!.Value : FirstBytes);
        int length = 0;
        while (length <= MostBytes)
        {
            // The host lets no more through than was announced.
            if (isAnnounced && length == body.Length) return body;
            if (length == body.Length) Array.Resize(ref body, Math.Min(2 * length, MostBytes + 1));
            int read = await context.Request.Body.ReadAsync(body.AsMemory(length), context.RequestAborted).ConfigureAwait(false);
            if (read == 0) return body[..length];
            length += read;
        }

        await ApiAnswers.RefuseAsync(context, $"the body is longer than {MostBytes} bytes", StatusCodes.Status413PayloadTooLarge).ConfigureAwait(false);
        return null;
    }
}
