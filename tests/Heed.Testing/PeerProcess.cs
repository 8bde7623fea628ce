using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Heed.Testing;

/// <summary>A server of somebody else's as a child process, on a free port of the loopback interface.</summary>
public sealed class PeerProcess : IAsyncDisposable
{
    private const int Attempts = 3;

    private static readonly ConcurrentDictionary<int, int> Given = [];

    private readonly Process _process;
    private readonly List<string> _errors;

    private PeerProcess(Process process, int port, List<string> errors)
    {
        _process = process;
        _errors = errors;
        Address = new Uri($"http://127.0.0.1:{port}/");
        Client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(60) };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    /// <summary>Starts a program and waits until it is ready.</summary>
    /// <param name="program">Found on PATH.</param>
    /// <param name="package">Debian's package that has it.</param>
    /// <param name="readyPath">Answers with success once the server is ready.</param>
    /// <param name="arguments">The command line for a port.</param>
    /// <param name="at">A port that it had before; null for any free one.</param>
    /// <exception cref="InvalidOperationException">The program is missing, or ended before it was ready; the message says what to do.</exception>
    public static async Task<PeerProcess> StartAsync(string program, string package, string readyPath, Func<int, string[]> arguments, int? at = null)
    {
        for (int attempt = 1; at is null && attempt < Attempts; attempt++)
        {
            try
            {
                return await StartOnAsync(program, package, readyPath, arguments, FreePort());
            }
            catch (InvalidOperationException ended) when (ended.InnerException is null)
            {
                // It did not get to be ready: somebody else may have taken the port in between.
            }
        }

        return await StartOnAsync(program, package, readyPath, arguments, at ?? FreePort());
    }

    private static async Task<PeerProcess> StartOnAsync(string program, string package, string readyPath, Func<int, string[]> arguments, int port)
    {
        ProcessStartInfo start = new(program, arguments(port)) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new InvalidOperationException($"expected {program} on PATH: sudo apt-get install -y {package}", missing);
        }

        List<string> errors = [];
        process.ErrorDataReceived += (_, line) => Keep(errors, line.Data);
        process.OutputDataReceived += (_, line) => Keep(errors, line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        PeerProcess peer = new(process, port, errors);
        await Eventually.TrueAsync(() => peer.IsReadyAsync(readyPath));
        return peer;
    }

    public void Kill() => _process.Kill();

    /// <summary>Asks it to end (SIGTERM) and waits until it has.</summary>
    public async Task TerminateAsync()
    {
        using Process signal = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Client.Dispose();
    }

    /// <summary>A port that nobody listens on just now, and that this process was not given before: two peers that start at a time get two.</summary>
    public static int FreePort()
    {
        while (true)
        {
            using TcpListener listener = new(IPAddress.Loopback, 0);
            listener.Start();
            int port = ((IPEndPoint)listener.LocalEndpoint).Port;
            if (Given.TryAdd(port, port)) return port;
        }
    }

    private static void Keep(List<string> lines, string? line)
    {
        lock (lines)
        {
            if (line is not null && lines.Count < 100) lines.Add(line);
        }
    }

    private async Task<bool> IsReadyAsync(string path)
    {
        if (_process.HasExited)
        {
            lock (_errors)
            {
                throw new InvalidOperationException(string.Create(
                    CultureInfo.InvariantCulture, $"{_process.StartInfo.FileName} ended with {_process.ExitCode}: {string.Join('\n', _errors)}"));
            }
        }

        try
        {
            using HttpResponseMessage response = await Client.GetAsync(new Uri(path, UriKind.Relative));
            return response.IsSuccessStatusCode && ListeningSockets.IsHeldBy(_process.Id, Address.Port);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
