using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace Heed.Load;

/// <summary>Takes webhooks on a loopback port, counts them, and says when that of an awaited alert came.</summary>
internal sealed class NoticeSink : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> _awaited = new();
    private readonly TimeProvider _clock;
    private long _count;

    public NoticeSink(int port, TimeProvider clock)
    {
        _clock = clock;
        _listener.Prefixes.Add(FormattableString.Invariant($"http://127.0.0.1:{port}/"));
        _listener.Start();
        _ = ListenAsync();
    }

    public long Count => Interlocked.Read(ref _count);

    /// <summary>The clock's timestamp of the first webhook of the group of a model.</summary>
    public Task<long> ArrivalOf(string model) =>
        _awaited.GetOrAdd(model, _ => new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Dispose() => _listener.Close();

    private async Task ListenAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            _ = TakeAsync(context);
        }
    }

    private async Task TakeAsync(HttpListenerContext context)
    {
        long arrived = _clock.GetTimestamp();
        Interlocked.Increment(ref _count);
        using (JsonDocument body = await JsonDocument.ParseAsync(context.Request.InputStream))
        {
            string model = body.RootElement.GetProperty("groupLabels").TryGetProperty("model_name", out JsonElement name) ? name.GetString()! : "";
            if (_awaited.TryRemove(model, out TaskCompletionSource<long>? awaited)) awaited.TrySetResult(arrived);
        }

        context.Response.Close();
    }
}
