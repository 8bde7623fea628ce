using System.Net.Http.Headers;

namespace Heed.Load;

/// <summary>Posts remote-write requests and counts the refused ones.</summary>
internal sealed class RemoteWriter(HttpClient client, Uri target)
{
    private long _refused;

    public long Refused => Volatile.Read(ref _refused);

    public async Task SendAsync(RemoteWriteBody body, CancellationToken cancellation)
    {
        if (body.Samples == 0) return;
        using ByteArrayContent content = new(body.Compress());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        content.Headers.ContentEncoding.Add("snappy");
        content.Headers.Add("X-Prometheus-Remote-Write-Version", "0.1.0");
        using HttpResponseMessage response = await client.PostAsync(target, content, cancellation);
        if (!response.IsSuccessStatusCode && Interlocked.Increment(ref _refused) <= 3)
        {
            string said = await response.Content.ReadAsStringAsync(cancellation);
            await Console.Error.WriteLineAsync($"{(int)response.StatusCode} {said[..Math.Min(said.Length, 300)]}");
        }

        body.Clear();
    }
}
