using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;

using Heed.Model.Labels;
using Heed.Model.Time;

namespace Heed.Receivers.Tests.Stories;

/// <summary>A real Alertmanager on a free loopback port.</summary>
public sealed class AlertmanagerProcess : IDisposable
{
    public const string Program = "/usr/bin/prometheus-alertmanager";
    public const string ExternalUrl = "http://alerts.example.com";

    private readonly Process _process;
    private readonly HttpClient _http;
    private readonly string _folder;

    private AlertmanagerProcess(Process process, HttpClient http, string folder)
    {
        _process = process;
        _http = http;
        _folder = folder;
    }

    public static async Task<AlertmanagerProcess> StartAsync(string configuration)
    {
        string folder = Directory.CreateTempSubdirectory("heed-alertmanager").FullName;
        await System.IO.File.WriteAllTextAsync(Path.Combine(folder, "am.yml"), configuration);
        int port = FreePort();
        string[] arguments =
        [
            $"--config.file={folder}/am.yml", $"--storage.path={folder}/data", $"--web.listen-address=127.0.0.1:{port}",
            "--cluster.listen-address=", $"--web.external-url={ExternalUrl}", "--web.route-prefix=/",
        ];
        ProcessStartInfo start = new(Program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        Process process = Process.Start(start) ?? throw new InvalidOperationException("Alertmanager did not start");
        await ReadUntilListeningAsync(process, port);
        _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
        return new AlertmanagerProcess(process, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") }, folder);
    }

    public async Task PostAsync(IEnumerable<object> alerts)
    {
        using HttpResponseMessage response = await _http.PostAsJsonAsync("/api/v2/alerts", alerts);
        response.EnsureSuccessStatusCode();
    }

    public async Task SilenceAsync(Label label, long fromMs, long toMs)
    {
        object silence = new
        {
            matchers = new[] { new { name = label.Name, value = label.Value, isRegex = false } },
            startsAt = Rfc3339.Format(fromMs),
            endsAt = Rfc3339.Format(toMs),
            createdBy = "a test",
            comment = "a story",
        };
        using HttpResponseMessage response = await _http.PostAsJsonAsync("/api/v2/silences", silence);
        response.EnsureSuccessStatusCode();
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task ReadUntilListeningAsync(Process process, int port)
    {
        List<string> said = [];
        using CancellationTokenSource late = new(TimeSpan.FromSeconds(20));
        try
        {
            while (await process.StandardError.ReadLineAsync(late.Token) is { } line)
            {
                said.Add(line);
                if (line.Contains("Listening", StringComparison.Ordinal) && line.Contains($"127.0.0.1:{port}", StringComparison.Ordinal)) return;
            }
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }

        throw new InvalidOperationException("Alertmanager does not listen: " + string.Join("\n", said));
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
