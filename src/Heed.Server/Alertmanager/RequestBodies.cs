using Microsoft.AspNetCore.Http;

namespace Heed.Server.Alertmanager;

/// <summary>Reads the body of a request as a whole, up to a limit.</summary>
internal static class RequestBodies
{
    /// <value>In bytes: about 60,000 alerts.</value>
    public const int MostBytes = 32 * 1024 * 1024;

    /// <summary>Null where the body is too long, which has then been answered.</summary>
    public static async Task<byte[]?> ReadAsync(HttpContext context)
    {
        using MemoryStream body = new((int)Math.Clamp(context.Request.ContentLength ?? 4096, 0, MostBytes));
        byte[] part = new byte[16 * 1024];
        while (true)
        {
            int read = await context.Request.Body.ReadAsync(part, context.RequestAborted).ConfigureAwait(false);
            if (read == 0) return body.Length == body.Capacity ? body.GetBuffer() : body.ToArray();
            if (body.Length + read > MostBytes) break;
            body.Write(part, 0, read);
        }

        await ApiAnswers.RefuseAsync(context, $"the body is longer than {MostBytes} bytes", StatusCodes.Status413PayloadTooLarge).ConfigureAwait(false);
        return null;
    }
}
