using System.Diagnostics;

namespace Heed.Cli.Tests.Exports;

/// <summary>Runs a program of Debian's packages to its end.</summary>
internal static class Program
{
    /// <exception cref="InvalidOperationException">The program is missing; the message says what to install.</exception>
    public static (int ExitCode, string Output) Run(string program, string package, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + errors.GetAwaiter().GetResult());
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new InvalidOperationException($"expected {program} on PATH: sudo apt-get install -y {package}", missing);
        }
    }
}
