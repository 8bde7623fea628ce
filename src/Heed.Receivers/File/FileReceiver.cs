using Heed.Alerting.Notifications;

namespace Heed.Receivers.File;

/// <summary>Appends <see cref="NotificationLine"/>s to a file, each with its line break in one write.</summary>
public sealed class FileReceiver(FileOptions options) : IReceiver
{
    /// <summary>The path that stands for the standard output.</summary>
    public const string StandardOutput = "-";

    private readonly Lock _gate = new();

    public Task<ReceiverResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        byte[] line = [.. NotificationLine.Write(notification), (byte)'\n'];
        try
        {
            lock (_gate) Append(line);
            return Task.FromResult<ReceiverResult>(new ReceiverResult.Delivered($"{line.Length} bytes"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult<ReceiverResult>(
                new ReceiverResult.Retry($"{options.Path} cannot be written: {failure.GetType().Name}", null));
        }
    }

    private void Append(byte[] line)
    {
        using Stream stream = options.Path == StandardOutput
            ? Console.OpenStandardOutput()
            : new FileStream(options.Path, FileMode.Append, FileAccess.Write, FileShare.Read);
        stream.Write(line);
    }
}
