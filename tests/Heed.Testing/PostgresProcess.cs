using System.Diagnostics;
using System.Globalization;

namespace Heed.Testing;

/// <summary>
/// A PostgreSQL of Debian's package as a child process, on a free port of the loopback interface, with data of its own. Nothing of it is
/// written through to the disk: only the machine's end would lose it.
/// </summary>
public sealed class PostgresProcess : IAsyncDisposable
{
    /// <summary>A superuser.</summary>
    public const string User = "heed";

    public const string Password = "only-for-tests";

    /// <summary>PostgreSQL refuses to run as root; Debian's package brings this user.</summary>
    private const string Unprivileged = "postgres";

    private readonly TemporaryFolder _folder;
    private readonly string _programs;
    private Process? _process;

    private PostgresProcess(TemporaryFolder folder, string programs)
    {
        _folder = folder;
        _programs = programs;
        Port = PeerProcess.FreePort();
    }

    public int Port { get; }

    private static bool IsRoot => Environment.UserName == "root";

    public static async Task<PostgresProcess> StartAsync()
    {
        PostgresProcess postgres = new(new TemporaryFolder(), FindPrograms());
        try
        {
            string secret = postgres._folder.Write("password", Password);
            if (IsRoot) await RunAsync("chown", ["-R", $"{Unprivileged}:", postgres._folder.Path]);
            await RunAsync(postgres.Command("initdb",
                "-D", postgres.Data, "-U", User, "-A", "scram-sha-256", "--pwfile", secret, "--no-sync", "--locale=C", "-E", "UTF8", "--no-instructions"));
            await postgres.ResumeAsync();
            return postgres;
        }
        catch
        {
            await postgres.DisposeAsync();
            throw;
        }
    }

    /// <summary>The address of a database, as users write it, with the password.</summary>
    public string Url(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"postgres://{User}:{Password}@127.0.0.1:{Port}/{database}");

    /// <summary>Makes an empty database.</summary>
    public async Task<string> CreateDatabaseAsync(string name)
    {
        ProcessStartInfo start = new(Path.Combine(_programs, "createdb"), ["-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", User, name]);
        start.Environment["PGPASSWORD"] = Password;
        await RunAsync(start);
        return Url(name);
    }

    /// <summary>Ends it at once, as a crash would: every connection breaks.</summary>
    public async Task CrashAsync()
    {
        if (_process is not { HasExited: false } running) return;
        await RunAsync("kill", ["-QUIT", running.Id.ToString(CultureInfo.InvariantCulture)]);
        await running.WaitForExitAsync();
        running.Dispose();
        _process = null;
    }

    /// <summary>Starts it again with the data that it had.</summary>
    public async Task ResumeAsync()
    {
        ProcessStartInfo start = Command(
            "postgres", "-D", Data, "-p", Port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1",
            "-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "max_connections=100", "-c", "shared_buffers=32MB");
        start.RedirectStandardError = true;
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        await Eventually.TrueAsync(IsReadyAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await CrashAsync();
        _folder.Dispose();
    }

    private string Data => _folder.File("data");

    private async Task<bool> IsReadyAsync()
    {
        if (_process!.HasExited) throw new InvalidOperationException("expected a PostgreSQL that runs, found that it has ended");
        using Process asked = Process.Start(new ProcessStartInfo(
            Path.Combine(_programs, "pg_isready"), ["-q", "-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture)]))!;
        await asked.WaitForExitAsync();
        return asked.ExitCode == 0;
    }

    /// <summary>The process that is started becomes the program: signals reach it.</summary>
    private ProcessStartInfo Command(string program, params string[] arguments)
    {
        string path = Path.Combine(_programs, program);
        return IsRoot
            ? new ProcessStartInfo("setpriv", [$"--reuid={Unprivileged}", $"--regid={Unprivileged}", "--clear-groups", path, .. arguments]) { WorkingDirectory = "/" }
            : new ProcessStartInfo(path, arguments);
    }

    private static Task RunAsync(string program, string[] arguments) => RunAsync(new ProcessStartInfo(program, arguments));

    private static async Task RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{start.FileName} ended with {process.ExitCode}: {await output}{await errors}");
    }

    private static string FindPrograms()
    {
        const string Installed = "/usr/lib/postgresql";
        string? newest = Directory.Exists(Installed)
            ? Directory.GetDirectories(Installed).Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
            : null;
        return newest ?? throw new InvalidOperationException($"expected initdb in {Installed}/*/bin: sudo apt-get install -y postgresql");
    }
}
