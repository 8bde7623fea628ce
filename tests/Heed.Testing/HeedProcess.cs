using System.Diagnostics;
using System.Text;

namespace Heed.Testing;

/// <summary>
/// The real program as a child process. Started with arguments that make it listen on a free port of the loopback interface; ready
/// when it has said where.
/// </summary>
public sealed class HeedProcess : IAsyncDisposable
{
    private const string Announcement = "listening on ";
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HeedProcess(Process process)
    {
        _process = process;
        Client = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>Asks the server; its base address is set once it listens.</summary>
    public HttpClient Client { get; }

    public int Id => _process.Id;

    public Uri Address => Client.BaseAddress!;

    /// <summary>What it has printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>The built program: HEED_PROGRAM, or the one that <c>./heed</c> builds.</summary>
    public static string ProgramPath
    {
        get
        {
            string? named = Environment.GetEnvironmentVariable("HEED_PROGRAM");
            string path = string.IsNullOrEmpty(named) ? RepositoryFiles.Path("artifacts", "heed", "heed") : named;
            return File.Exists(path) ? path : throw new InvalidOperationException($"expected the program at {path}; build it with ./heed --version");
        }
    }

    public static async Task<HeedProcess> StartAsync(params string[] arguments)
    {
        ProcessStartInfo start = new(ProgramPath, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        HeedProcess heed = new(new Process { StartInfo = start, EnableRaisingEvents = true });
        heed._process.OutputDataReceived += (_, line) => heed.Take(line.Data);
        heed._process.ErrorDataReceived += (_, line) => heed.Take(line.Data);
        heed._process.Exited += (_, _) => heed._listening.TrySetException(new InvalidOperationException($"heed ended before it listened:\n{heed.Output}"));
        heed._process.Start();
        heed._process.BeginOutputReadLine();
        heed._process.BeginErrorReadLine();
        heed.Client.BaseAddress = await heed._listening.Task.WaitAsync(StartDeadline);
        return heed;
    }

    /// <summary>Ends it as a power cut would: no handler runs.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Lets it stand still, as a machine that is suspended, or starved, does: it keeps its connections and knows of nothing.</summary>
    public Task PauseAsync() => SignalAsync("-STOP");

    /// <summary>Lets it go on where it stood.</summary>
    public Task ContinueAsync() => SignalAsync("-CONT");

    /// <summary>Asks it to stop and waits until it has.</summary>
    public async Task<int> StopAsync()
    {
        await SignalAsync("-TERM");
        await _process.WaitForExitAsync().WaitAsync(StartDeadline);
        return _process.ExitCode;
    }

    /// <summary>Runs the program to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        ProcessStartInfo start = new(ProgramPath, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NO_COLOR"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
        Client.Dispose();
    }

    private async Task SignalAsync(string name)
    {
        using Process signal = Process.Start("kill", [name, Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await signal.WaitForExitAsync();
    }

    private void Take(string? line)
    {
        if (line is null) return;
        lock (_output) _output.AppendLine(line);
        int at = line.IndexOf(Announcement, StringComparison.Ordinal);
        if (at >= 0 && Uri.TryCreate(line[(at + Announcement.Length)..].Trim(), UriKind.Absolute, out Uri? address)) _listening.TrySetResult(address);
    }
}
