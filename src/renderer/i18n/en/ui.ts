export const ui = {
  search: 'Search',
  close: 'Close',
  cancel: 'Cancel',
  notifications: 'Notifications',
  decrease: 'Decrease {{label}}',
  increase: 'Increase {{label}}',
  details: 'Details',
} as const
