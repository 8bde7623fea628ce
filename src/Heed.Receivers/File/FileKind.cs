using System.Text;

using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Documents;

namespace Heed.Receivers.File;

/// <summary>A line of JSON a notification, for trying out.</summary>
public sealed class FileKind : IReceiverKind
{
    public string Name => "file";

    public IntegrationReader Open(MappingReader global, GlobalOptions options, ReadingContext context) =>
        (node, index) => Read(node, index, context);

    public IReceiver Create(IntegrationOptions options, ReceiverSurroundings surroundings) => new FileReceiver((FileOptions)options);

    public string Preview(IntegrationOptions options, Notification notification, NoticeTemplates templates) =>
        Encoding.UTF8.GetString(NotificationLine.Write(notification));

    private FileOptions? Read(DocumentNode node, int index, ReadingContext context)
    {
        MappingReader reader = node.ReadMapping();
        string path = reader.TryRequire("path", "the file to append to, or - for the standard output", out DocumentNode? pathNode)
            ? pathNode.ReadText()
            : "";
        bool sendResolved = reader.ReadSendResolved(true);
        reader.Finish();
        if (path.Length == 0) return null;
        return new FileOptions(new(Name, index), sendResolved, path == FileReceiver.StandardOutput ? path : context.Resolve(path));
    }
}
