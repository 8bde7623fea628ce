using System.Net;
using System.Net.Sockets;

namespace Heed.Receivers.Tests.Http;

/// <summary>A server on a free loopback port that does with each connection what the test says: for what no well-behaved server does.</summary>
public sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public RawServer(Func<Socket, Stream, CancellationToken, Task> serve)
    {
        _listener.Start();
        _serving = ServeAsync(serve);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Reads up to the empty line behind the headers.</summary>
    public static async Task ReadHeadersAsync(Stream stream, CancellationToken cancellation)
    {
        int breaks = 0;
        byte[] one = new byte[1];
        while (breaks < 2 && await stream.ReadAsync(one, cancellation) == 1) breaks = one[0] switch { (byte)'\n' => breaks + 1, (byte)'\r' => breaks, _ => 0 };
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync(Func<Socket, Stream, CancellationToken, Task> serve)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using Socket socket = await _listener.AcceptSocketAsync(_stop.Token);
                await using NetworkStream stream = new(socket, ownsSocket: false);
                await serve(socket, stream, _stop.Token);
            }
            catch (Exception ended) when (ended is IOException or SocketException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // The client hung up, or the test is over.
            }
        }
    }
}
