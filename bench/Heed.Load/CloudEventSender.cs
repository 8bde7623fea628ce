using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Heed.Load;

/// <summary>
/// One connection of a logger: bursts of requests and, a burst later, their answers, as raw HTTP with several on the way, so that the
/// load costs little beside the server.
/// </summary>
internal sealed class CloudEventSender(Uri url, bool isKServe, int features, int firstId, double messagesPerSecond)
{
    private const int Burst = 20;

    private readonly SplitMix64 _random = new((ulong)firstId + 1);
    private readonly byte[] _received = new byte[64 * 1024];

    /// <summary>Answers that were not 200.</summary>
    public int Not200 { get; private set; }

    public async Task RunAsync(int pairs, TimeProvider clock, CancellationToken cancellation)
    {
        using TcpClient client = new() { NoDelay = true };
        await client.ConnectAsync(url.Host, url.Port, cancellation);
        NetworkStream stream = client.GetStream();
        long start = clock.GetTimestamp();
        int sent = 0;
        for (int pair = 0; pair < pairs; pair += Burst)
        {
            int count = Math.Min(Burst, pairs - pair);
            for (int half = 0; half < 2; half++)
            {
                StringBuilder text = new();
                for (int i = 0; i < count; i++) Append(text, firstId + pair + i, isAnswer: half == 1);
                await stream.WriteAsync(Encoding.ASCII.GetBytes(text.ToString()), cancellation);
                await ReadAnswersAsync(stream, count, cancellation);
                sent += count;
                TimeSpan early = TimeSpan.FromSeconds(sent / messagesPerSecond) - clock.GetElapsedTime(start);
                if (early > TimeSpan.FromMilliseconds(1)) await Task.Delay(early, clock, cancellation);
            }
        }
    }

    private async Task ReadAnswersAsync(NetworkStream stream, int count, CancellationToken cancellation)
    {
        // The server's answers have no body: each ends with the first blank line.
        int found = 0;
        int length = 0;
        while (found < count)
        {
            int read = await stream.ReadAsync(_received.AsMemory(length), cancellation);
            if (read == 0) throw new IOException("expected an answer, found the end of the connection");
            length += read;
            for (int end; (end = _received.AsSpan(0, length).IndexOf("\r\n\r\n"u8)) >= 0; found++)
            {
                if (!_received.AsSpan().StartsWith("HTTP/1.1 200 "u8)) Not200++;
                _received.AsSpan((end + 4)..length).CopyTo(_received);
                length -= end + 4;
            }
        }
    }

    private void Append(StringBuilder text, int id, bool isAnswer)
    {
        string body = isAnswer ? Answer() : Request();
        string type = isKServe ? isAnswer ? "org.kubeflow.serving.inference.response" : "org.kubeflow.serving.inference.request"
            : isAnswer ? "io.seldon.serving.inference.response" : "io.seldon.serving.inference.request";
        text.Append("POST /v1/cloudevents HTTP/1.1\r\nHost: heed\r\nContent-Type: application/json\r\nCe-Specversion: 1.0\r\nCe-Source: http://localhost:9081/\r\n");
        text.Append(CultureInfo.InvariantCulture, $"Ce-Type: {type}\r\nCe-Inferenceservicename: load\r\nCe-Namespace: default\r\nCe-Endpoint: default\r\n");
        string own = isKServe ? $"k{id}" : isAnswer ? $"b{id}" : $"a{id}";
        text.Append(CultureInfo.InvariantCulture, $"Ce-Id: {own}\r\n");
        if (!isKServe) text.Append(CultureInfo.InvariantCulture, $"Ce-Requestid: s{id}\r\nCe-Modelid: classifier\r\n");
        text.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n\r\n").Append(body);
    }

    private string Request()
    {
        StringBuilder row = new("[[");
        for (int f = 0; f < features; f++) row.Append(f == 0 ? "" : ",").Append(_random.NextNormal().ToString("0.00000", CultureInfo.InvariantCulture));
        return isKServe ? $"{{\"instances\":{row}]]}}" : $"{{\"data\":{{\"ndarray\":{row}]]}}}}";
    }

    private string Answer()
    {
        double score = _random.NextUniform();
        string row = string.Create(CultureInfo.InvariantCulture, $"[[{1 - score:0.0000},{score:0.0000}]]");
        return isKServe ? $"{{\"predictions\":{row}}}" : $"{{\"data\":{{\"names\":[\"t:0\",\"t:1\"],\"ndarray\":{row}}}}}";
    }
}
