using Copr.Contracts.Tool.Commands;

return await CommandLine.RunAsync(args);
