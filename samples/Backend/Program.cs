using Copr.Backend;

return await BackendApplication.RunAsync(args);
