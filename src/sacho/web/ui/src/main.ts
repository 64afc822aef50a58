import { mount } from 'svelte'
import './app.css'
import './room.css'
import App from './App.svelte'

const target = document.getElementById('room')
if (target) mount(App, { target })
