using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Heed.Server.Host;

/// <summary>Asks NVIDIA's tool for the figures of all GPUs.</summary>
public static class NvidiaSmi
{
    private const string Program = "nvidia-smi";
    private const string Fields = "index,uuid,name,utilization.gpu,utilization.memory,memory.used,memory.free,temperature.gpu,power.draw";
    private const int FieldCount = 9;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>Null where the tool is not there, or does not answer.</summary>
    /// <param name="program">The tool; that of the PATH by default.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<IReadOnlyList<GpuFigure>?> AskAsync(CancellationToken cancellation, string program = Program)
    {
        ProcessStartInfo start = new(program, [$"--query-gpu={Fields}", "--format=csv,noheader,nounits"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            return null;
        }

        using (process)
        using (CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation))
        {
            deadline.CancelAfter(Deadline);
            try
            {
                Task<string> errors = process.StandardError.ReadToEndAsync(deadline.Token);
                string output = await process.StandardOutput.ReadToEndAsync(deadline.Token).ConfigureAwait(false);
                await process.WaitForExitAsync(deadline.Token).ConfigureAwait(false);
                await errors.ConfigureAwait(false);
                return process.ExitCode == 0 ? Parse(output) : null;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                process.Kill();
                return null;
            }
        }
    }

    /// <summary>One line a GPU; what a device does not support is <c>[N/A]</c> or <c>[Not Supported]</c>.</summary>
    public static IReadOnlyList<GpuFigure> Parse(string csv)
    {
        List<GpuFigure> found = [];
        foreach (string line in csv.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] f = line.Split(',', StringSplitOptions.TrimEntries);
            if (f.Length != FieldCount) continue;
            found.Add(new GpuFigure(f[0], f[1], f[2], Number(f[3]), Number(f[4]), Number(f[5]), Number(f[6]), Number(f[7]), Number(f[8])));
        }

        return found;
    }

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN;
}
